/** Where the visitor looks: pointer, scroll, visibility. */
import { put } from './agent.js'
import { HEIGHT_EVERY, MOVE_EVERY, MOVE_FAR } from './limits.js'
import { controlNumberOf } from './number.js'
import { MOVE, LEAVE, ENTER, SCROLL, HIDDEN, VISIBLE, HOVER, BUTTONS, TOUCH, POPUP, UNLOAD } from './record.js'
import { leaveTrail, resumeTrail } from './route.js'
import { isPicker } from './target.js'

/**
 * A focused control that may have a native popup open, which swallows the pointer.
 * @param {any} e
 */
const popsUp = (e) => e && (isPicker(e) || e.list || e.matches(':is(:autofill)'))

const page = document.documentElement
let touch = 0 // the flag of the latest pointer
let placed = 0 // when it was looked at
let x = 0 // and where
let y = 0
let height = 0
let measured = -Infinity // when
/** @type {Element | null} the control under the mouse */
let hovered = null

const pointer = (/** @type {number} */ kind, /** @type {MouseEvent} */ e, flags = 0) =>
  put(kind, 0, flags | (e.buttons ? BUTTONS : 0), 0, 0, e.clientX, e.clientY)

/** @param {Element | null} control */
function hover(control) {
  if (control !== hovered) put(HOVER, controlNumberOf((hovered = control)))
}

/** @param {PointerEvent} e */
function place(e) {
  placed = e.timeStamp
  x = e.clientX
  y = e.clientY
  touch = e.pointerType === 'mouse' ? 0 : TOUCH
  pointer(MOVE, e, touch)
}

/** Of the page's own window. */
export const views = {
  pointerdown: place,
  // There is one a frame, and nothing else comes as often. One that goes far is a stroke, of which none may be missed.
  pointermove(/** @type {PointerEvent} */ e) {
    if (e.timeStamp - placed >= MOVE_EVERY || Math.hypot(e.clientX - x, e.clientY - y) > MOVE_FAR) place(e)
  },
  // Links in a text or a list are passed again and again by who reads.
  pointerover: (/** @type {any} */ e) =>
    hover(e.pointerType === 'mouse' ? e.target.closest('button,[role=button],[type=submit],a[class*=btn],a[class*=button]') : null),
  scroll(/** @type {Event} */ e) {
    if (e.target !== document) return
    const at = performance.now()
    if (at - measured > HEIGHT_EVERY) {
      height = page.scrollHeight
      measured = at
    }
    put(SCROLL, 0, touch, innerHeight, height, 0, scrollY)
  },
  visibilitychange: () => put(document.hidden ? HIDDEN : VISIBLE),
  pagehide: () => put(HIDDEN, 0, UNLOAD, 0, leaveTrail()),
  pageshow(/** @type {PageTransitionEvent} */ e) {
    if (!e.persisted) return
    resumeTrail()
    put(VISIBLE, 0, UNLOAD)
  },
}

/** Of the root element: Chromium sends these two to nobody when only the window listens. */
export const edges = {
  mouseleave(/** @type {MouseEvent} */ e) {
    if (e.target !== page || e.relatedTarget) return
    hover(null)
    pointer(LEAVE, e, popsUp(document.activeElement) ? POPUP : 0)
  },
  mouseenter: (/** @type {MouseEvent} */ e) => e.target === page && pointer(ENTER, e),
}
