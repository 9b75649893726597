/**
 * Controls whose value a script changes without any event, such as the field of a quantity stepper: that answers a press.
 * Values are compared here and go nowhere.
 */
import { put } from './agent.js'
import { VALUES_WATCHED, VALUE_LATE } from './limits.js'
import { numberOf } from './number.js'
import { ANSWER } from './record.js'
import { later } from './scope.js'

/** @type {[any, string][]} the controls near the latest press, and what they were */
let seen = []
let timer = 0

const state = (/** @type {any} */ control) => control.value + control.checked

/** @param {Element} pressed */
export function watchValues(pressed) {
  /** @type {Element[]} */
  let controls = []
  // The nearest ones: what a keypad fills need not stand in the key's own row.
  for (let near = /** @type {Element | null} */ (pressed); near && !controls.length; near = near.parentElement) {
    controls = [...near.querySelectorAll('input,select,textarea,progress,meter')].slice(0, VALUES_WATCHED)
  }
  seen = controls.map((control) => [control, state(control)])
  clearTimeout(timer)
  timer = later(VALUE_LATE, checkValues)
}

/** Tells of each that is no longer what it was. */
export function checkValues() {
  for (const entry of seen) {
    const now = state(entry[0])
    if (now !== entry[1]) put(ANSWER, numberOf(entry[0]))
    entry[1] = now
  }
}
