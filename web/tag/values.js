/**
 * Controls whose value a script sets, such as the field of a quantity stepper: what is seen changes, the document does not. What
 * it was and is are compared and go nowhere.
 */
import { put } from './agent.js'
import { numberOf } from './number.js'
import { MUTATION } from './record.js'
import { guard, onEnd } from './scope.js'

/** @param {any} view the page's window, or a frame's */
export function watchValues(view) {
  for (const kind of ['Input', 'TextArea', 'Select', 'Progress', 'Meter']) {
    const owner = view[`HTML${kind}Element`].prototype
    for (const property of ['value', 'checked', 'selectedIndex']) {
      const own = Object.getOwnPropertyDescriptor(owner, property)
      if (own) watchSetter(owner, property, own)
    }
  }
}

/**
 * @param {any} owner
 * @param {string} property
 * @param {any} own how the browser has it
 */
function watchSetter(owner, property, own) {
  const { get, set } = own
  const tell = guard((control, before) => get.call(control) !== before && put(MUTATION, numberOf(control), 0, 1))
  const ours = {
    ...own,
    /** @param {unknown} value */
    set(value) {
      const before = get.call(this)
      set.call(this, value)
      tell(this, before)
    },
  }
  Reflect.defineProperty(owner, property, ours)
  // Somebody else's above ours stays.
  onEnd(() => Object.getOwnPropertyDescriptor(owner, property)?.set === ours.set && Reflect.defineProperty(owner, property, own))
}
