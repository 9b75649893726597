/** Where the visitor looks: pointer, scroll, visibility. */
import { put } from './agent.js'
import { HEIGHT_EVERY, MOVES_PASSED, MOVE_FAR, MOVE_STREAM } from './limits.js'
import { controlNumberOf } from './number.js'
import { MOVE, LEAVE, ENTER, SCROLL, HIDDEN, VISIBLE, HOVER, BUTTONS, TOUCH, POPUP, UNLOAD } from './record.js'
import { leaveTrail, resumeTrail } from './route.js'
import { guard, hear, now } from './scope.js'
import { is, isPicker } from './target.js'

/**
 * A focused control that may have a native popup open, which swallows the pointer.
 * @param {any} e
 */
const popsUp = (e) => e && (isPicker(e) || e.list || is(e, ':is(:autofill)'))

const page = document.documentElement
let touch = 0 // the flag of the latest pointer
let passed = 0 // moves to pass over before the next look
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
  scroll(/** @type {Event} */ e) {
    if (e.target !== document) return
    const at = now()
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

/**
 * Watches the pointer in the page's own window. There is a move a frame, and nothing else comes as often: of most, no more is read than
 * where it is, for each other word takes as long. One that goes far is a stroke, of which none may be missed.
 */
export function watchPointer() {
  const look = guard((/** @type {any} */ e) => {
    if (!e.isTrusted) return
    const { timeStamp, target } = e
    passed = timeStamp - placed < MOVE_STREAM ? MOVES_PASSED : 0
    placed = timeStamp
    touch = e.pointerType === 'mouse' ? 0 : TOUCH
    put(MOVE, 0, touch | (e.buttons ? BUTTONS : 0), 0, 0, (x = e.clientX), (y = e.clientY), timeStamp)
    if (target === over) return
    over = target
    hover(touch ? null : target.closest(BUTTON))
  })
  hear(window, 'pointermove', (e) => {
    if (passed-- < 1 || Math.abs(e.clientX - x) + Math.abs(e.clientY - y) > MOVE_FAR) look(e)
  })
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
