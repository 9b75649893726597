/** Presses: one per gesture, whatever number of click events the browser or a script makes of it. */
import { put } from './agent.js'
import { DRAG, WHEEL_EVERY } from './limits.js'
import { controlNumberOf, numberOf } from './number.js'
import { ANSWER, PRESS, INPUT, KEYBOARD, TOUCH, ADDRESS } from './record.js'
import { atForm } from './refusal.js'
import { headFor } from './route.js'
import { later, now } from './scope.js'
import { findTarget, formOf, is, leadsAway } from './target.js'

/** @typedef {ReturnType<typeof findTarget> & {at: number, x: number, y: number}} Gesture */

/** @type {Gesture | undefined} the latest */
export let last
/** @type {Gesture | undefined} the pointer is down and has not become a press */
export let down
/** When a key went down that may press; 0 for none. */
let keyAt = 0

/** When the visitor did something last, in ms since the page began. */
export let handAt = -Infinity

/** A sign of life. @param {number} [search] 1 for a search in the page */
function hand(search) {
  handAt = now()
  put(INPUT, 0, 0, search)
}

/** Of a window, the page's own or a frame's; only what the browser itself says. */
export const presses = {
  pointerdown(/** @type {PointerEvent} */ e) {
    hand()
    keyAt = 0
    if (!e.isPrimary || e.button) return
    const found = findTarget(e.composedPath())
    if (e.pointerType === 'touch') found.flags |= TOUCH
    last = down = { ...found, at: now(), x: e.clientX, y: e.clientY }
  },
  pointerup(/** @type {PointerEvent} */ e) {
    // A disabled control gets no click.
    if (down?.element && is(down.element, ':disabled')) release(e)
  },
  pointercancel() {
    down = undefined
  },
  keydown(/** @type {KeyboardEvent} */ e) {
    if (e.repeat) return
    const chord = (e.ctrlKey || e.metaKey ? '^' : '') + (e.altKey ? '+' : '') + e.code
    hand(/^(\^KeyF|F3)$/.test(chord) ? 1 : 0)
    if (/^(\^KeyL|\+KeyD|F6)$/.test(chord)) put(ADDRESS)
    keyAt = e.key === 'Enter' || e.key === ' ' ? now() : 0
  },
  click(/** @type {PointerEvent} */ e) {
    if (e.detail) return release(e)
    // Without a key of its own, a click of detail 0 was forwarded by a label or repeated by a held key.
    if (!keyAt) return
    const found = findTarget(e.composedPath())
    found.flags |= KEYBOARD
    press((last = { ...found, at: keyAt, x: 0, y: 0 }), e)
    keyAt = 0
  },
  wheel() {
    if (now() - handAt > WHEEL_EVERY) hand()
  },
}

/** @param {MouseEvent} e */
function release(e) {
  const gesture = down
  down = undefined
  if (gesture && Math.hypot(e.clientX - gesture.x, e.clientY - gesture.y) <= DRAG) press(gesture, e)
}

/**
 * @param {Gesture} gesture
 * @param {MouseEvent} e what made a press of it
 */
function press({ element, ignored, flags, at, x, y }, e) {
  if (leadsAway(element)) {
    headFor(element.pathname)
    // Only when all of the page's handlers have had it, it is known whether the browser follows it.
    later(0, () => e.defaultPrevented || put(ANSWER, numberOf(element)))
  }
  if (ignored) return
  // With one of these held it is a gesture of the browser's own.
  const control = e.ctrlKey || e.metaKey || e.shiftKey || e.altKey ? undefined : element
  const form = formOf(control)
  atForm(form, control?.type === 'submit')
  put(PRESS, controlNumberOf(control), flags, 0, controlNumberOf(form), x, y, at)
}
