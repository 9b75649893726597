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
/** @type {unknown} what is under the mouse */
let over
/** @type {Element | null} the control that it belongs to */
let hovered = null

const pointer = (/** @type {number} */ kind, /** @type {MouseEvent} */ e, flags = 0) =>
  put(kind, 0, flags | (e.buttons ? BUTTONS : 0), 0, 0, e.clientX, e.clientY)

/** @param {Element | null} control */
function hover(control) {
  if (control !== hovered) put(HOVER, controlNumberOf((hovered = control)))
}

/** Links in a text or a list are passed again and again by who reads. */
const BUTTON = 'button,[role=button],[type=submit],a[class*=btn],a[class*=button]'

/** Of the page's own window. */
export const views = {
  pointerdown(/** @type {PointerEvent} */ e) {
    touch = e.pointerType === 'mouse' ? 0 : TOUCH
  },
  // There is one a frame, and nothing else comes as often. One that goes far is a stroke, of which none may be missed.
  pointermove(/** @type {any} */ e) {
    const { timeStamp, clientX, clientY, target } = e
    if (timeStamp - placed < MOVE_EVERY && Math.abs(clientX - x) + Math.abs(clientY - y) < MOVE_FAR) return
    placed = timeStamp
    x = clientX
    y = clientY
    touch = e.pointerType === 'mouse' ? 0 : TOUCH
    pointer(MOVE, e, touch)
    if (target === over) return
    over = target
    hover(touch ? null : target.closest(BUTTON))
  },
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
    over = null
    hover(null)
    pointer(LEAVE, e, popsUp(document.activeElement) ? POPUP : 0)
  },
  mouseenter: (/** @type {MouseEvent} */ e) => e.target === page && pointer(ENTER, e),
}
