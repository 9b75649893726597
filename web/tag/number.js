/** The agent knows elements, and whatever else it has to tell apart, by number. */
import { KEYS } from './limits.js'

let count = 0
/** @type {WeakMap<Node, number>} */
const numbers = new WeakMap()
/** @type {Map<unknown, number>} of controls by what they look like, of other things by what they are */
const byKey = new Map()
/** @type {Map<number, WeakRef<Element>>} controls, each the latest of its number */
const controls = new Map()

/**
 * What stays the same when a framework makes the node anew.
 * @param {Element} e
 */
function keyOf(e) {
  const attributes = ['name', 'type', 'aria-label', 'class'].map((name) => e.getAttribute(name))
  return [e.localName, e.id, ...attributes, (e.textContent || '').slice(0, 80)].join('\n')
}

/**
 * @param {Node} node
 * @returns {number} its own; a replaced node has a new one
 */
export function numberOf(node) {
  let number = numbers.get(node)
  if (!number) numbers.set(node, (number = ++count))
  return number
}

/**
 * @param {unknown} key such as an address or a message
 * @returns {number} the same for the same key, as long as it is remembered
 */
export function numberOfKey(key) {
  if (byKey.size > KEYS) {
    byKey.clear()
    controls.clear()
  }
  const number = byKey.get(key) || ++count
  byKey.set(key, number)
  return number
}

/**
 * @param {Element | null} [control]
 * @returns {number} the same for the node that replaces it; 0 for none
 */
export function controlNumberOf(control) {
  if (!control) return 0
  const number = numberOf(control)
  if (controlOf(number) === control) return number
  const key = keyOf(control)
  const before = numberOfKey(key)
  // Two equal controls side by side are two: only one whose node is gone has been replaced.
  const mine = controlOf(before)?.isConnected ? number : before
  byKey.set(key, mine)
  numbers.set(control, mine)
  controls.set(mine, new WeakRef(control))
  return mine
}

/**
 * @param {number} number
 * @returns {Element | undefined} the control that had this number last
 */
export const controlOf = (number) => controls.get(number)?.deref()
