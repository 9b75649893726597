/** Presses: one per gesture, whatever number of click events the browser or a script makes of it. */
import { PRESS, INPUT, KEYBOARD, TOUCH, ADDRESS } from './record.js'
import { findTarget } from './target.js'
import { watchValues } from './values.js'

/** A pointer that travelled farther (px) between down and up has dragged or selected. */
const DRAG = 16

/**
 * @typedef {ReturnType<typeof findTarget> & {at: number, x: number, y: number}} Gesture
 * @typedef {Object} Presses
 * @property {(view: Window) => void} watch    listen to this window; also for a same-origin frame
 * @property {() => Gesture | undefined} last  the latest gesture of the pointer
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {import('./target.js').Targets} targets
 * @param {(control: Element) => void} answered  a control's value changed by itself
 * @param {(path: EventTarget[]) => void} onPath the way a gesture takes through the document
 * @returns {Presses}
 */
export function createPresses(scope, put, targets, answered, onPath) {
  const values = watchValues(scope, answered)
  /** @type {Gesture | undefined} */
  let last
  /** @type {Gesture | undefined} the pointer is down and has not become a press */
  let down
  /** When a key went down that may press; 0 for none. */
  let keyAt = 0

  const press = (/** @type {Gesture} */ gesture) => {
    const { element, ignored, flags, at, x, y } = gesture
    values.check()
    // The value is compared with what it was before the page's own click handlers run: they come after us.
    if (element) values.watch(element)
    if (!ignored) put(PRESS, element && targets.logical(element), flags, x, y, 0, 0, at)
  }
  const pointerDown = (/** @type {PointerEvent} */ e) => {
    if (!e.isTrusted) return
    const path = e.composedPath()
    onPath(path)
    put(INPUT)
    keyAt = 0
    if (!e.isPrimary || e.button) return
    const found = findTarget(path)
    if (e.pointerType === 'touch') found.flags |= TOUCH
    last = down = { ...found, at: performance.now(), x: e.clientX, y: e.clientY }
  }
  const pointerUp = (/** @type {PointerEvent} */ e) => {
    // A disabled control gets no click.
    if (down && e.isTrusted && down.element?.matches(':disabled')) release(e)
  }
  const release = (/** @type {MouseEvent} */ e) => {
    const gesture = down
    down = undefined
    if (gesture && Math.hypot(e.clientX - gesture.x, e.clientY - gesture.y) <= DRAG) press(gesture)
  }
  const keyDown = (/** @type {KeyboardEvent} */ e) => {
    if (!e.isTrusted || e.repeat) return
    put(INPUT)
    const chord = e.ctrlKey || e.metaKey
    if ((chord && e.code === 'KeyL') || (e.altKey && e.code === 'KeyD') || e.code === 'F6') put(ADDRESS)
    keyAt = e.key === 'Enter' || e.key === ' ' ? performance.now() : 0
  }
  const click = (/** @type {MouseEvent} */ e) => {
    if (!e.isTrusted) return
    if (e.detail) return release(e)
    // Without a key of its own, a click of detail 0 was forwarded by a label or repeated by a held key.
    if (!keyAt) return
    const found = findTarget(e.composedPath())
    press({ ...found, flags: found.flags | KEYBOARD, at: keyAt, x: 0, y: 0 })
    keyAt = 0
  }
  return {
    last: () => last,
    watch(view) {
      scope.listen(view, 'pointerdown', pointerDown)
      scope.listen(view, 'pointerup', pointerUp)
      scope.listen(view, 'pointercancel', () => void (down = undefined))
      scope.listen(view, 'keydown', keyDown)
      scope.listen(view, 'click', click)
      scope.listen(view, 'wheel', () => put(INPUT))
    },
  }
}
