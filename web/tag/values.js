/**
 * Controls whose value a script changes without any event, such as the field of a quantity stepper. Values are compared
 * here and go nowhere.
 */

const NEAR = 'form,fieldset,tr,li,[role=group]'

/** A script may answer in a later task; after this long (ms) it is looked at for the last time. */
const LATE = 250

/** How many controls near a press are watched. */
const WATCHED = 20

/**
 * @param {import('./scope.js').Scope} scope
 * @param {(control: Element) => void} changed
 * @returns {{watch: (pressed: Element) => void, check: () => void}}
 */
export function watchValues(scope, changed) {
  /** @type {[any, string][]} */
  let seen = []
  let cancel = () => {}
  const state = (/** @type {any} */ control) => control.value + control.checked
  const check = () => {
    for (const entry of seen) {
      const now = state(entry[0])
      if (now !== entry[1]) {
        entry[1] = now
        changed(entry[0])
      }
    }
  }
  return {
    check,
    watch(pressed) {
      const near = pressed.closest(NEAR) || pressed.parentElement?.parentElement || pressed
      const controls = [...near.querySelectorAll('input,select,textarea')].slice(0, WATCHED)
      seen = controls.map((control) => [control, state(control)])
      cancel()
      if (!seen.length) return
      requestAnimationFrame(scope.guard(check))
      cancel = scope.later(LATE, check)
    },
  }
}
