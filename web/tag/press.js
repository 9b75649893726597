/** Presses: one per gesture, whatever number of click events the browser or a script makes of it. */
import { put } from './agent.js'
import { DRAG } from './limits.js'
import { observe } from './mutation.js'
import { ANSWER, PRESS, INPUT, KEYBOARD, TOUCH, ADDRESS } from './record.js'
import { later } from './scope.js'
import { controlNumberOf, findTarget, leadsAway, numberOf } from './target.js'
import { checkValues, watchValues } from './values.js'

/** @typedef {ReturnType<typeof findTarget> & {at: number, x: number, y: number}} Gesture */

/** @type {Gesture | undefined} */
let last
/** @type {Gesture | undefined} the pointer is down and has not become a press */
let down
/** When a key went down that may press; 0 for none. */
let keyAt = 0

/** The latest gesture of the pointer. */
export const lastGesture = () => last

/** Of a window, the page's own or a frame's. What a script made is not looked at. */
export const presses = {
  pointerdown(/** @type {PointerEvent} */ e) {
    if (!e.isTrusted) return
    observe(document) // also in shadow roots that have come since
    put(INPUT)
    keyAt = 0
    if (!e.isPrimary || e.button) return
    const found = findTarget(e.composedPath())
    if (e.pointerType === 'touch') found.flags |= TOUCH
    last = down = { ...found, at: performance.now(), x: e.clientX, y: e.clientY }
  },
  pointerup(/** @type {PointerEvent} */ e) {
    // A disabled control gets no click.
    if (e.isTrusted && down?.element?.matches(':disabled')) release(e)
  },
  pointercancel() {
    down = undefined
  },
  keydown(/** @type {KeyboardEvent} */ e) {
    if (!e.isTrusted || e.repeat) return
    put(INPUT)
    const chord = e.ctrlKey || e.metaKey
    if ((chord && e.code === 'KeyL') || (e.altKey && e.code === 'KeyD') || e.code === 'F6') put(ADDRESS)
    keyAt = e.key === 'Enter' || e.key === ' ' ? performance.now() : 0
  },
  click(/** @type {PointerEvent} */ e) {
    if (!e.isTrusted) return
    const found = findTarget(e.composedPath())
    // Only when all of the page's handlers have had it, it is known whether the browser follows a link.
    later(0, () => {
      if (!e.defaultPrevented && leadsAway(found.element)) put(ANSWER, numberOf(found.element))
    })
    if (e.detail) return release(e)
    // Without a key of its own, a click of detail 0 was forwarded by a label or repeated by a held key.
    if (!keyAt) return
    found.flags |= KEYBOARD
    press({ ...found, at: keyAt, x: 0, y: 0 })
    keyAt = 0
  },
  wheel: () => put(INPUT),
}

/** @param {MouseEvent} e */
function release({ clientX, clientY }) {
  const gesture = down
  down = undefined
  if (gesture && Math.hypot(clientX - gesture.x, clientY - gesture.y) <= DRAG) press(gesture)
}

/** @param {Gesture} gesture */
function press({ element, ignored, flags, at, x, y }) {
  checkValues()
  // The value is compared with what it was before the page's own click handlers run: they come after us.
  if (element) watchValues(element)
  if (!ignored) put(PRESS, element && controlNumberOf(element), flags, 0, 0, x, y, at)
}
