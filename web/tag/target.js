/** Which control a gesture means, and the number by which the agent knows it. */
import { SURFACE, TEXT_FIELD } from './record.js'

const CONTROLS = /^(button|input|select|textarea|summary|label|option)$/
const ROLES = /^(button|link|tab|checkbox|radio|switch|option|menuitem\w*|slider|combobox|treeitem)$/

/** What happens inside cannot be seen from outside. */
const OPAQUE = /^(canvas|video|audio|embed|object|iframe|option)$/

/** @param {any} e */
const isInteractive = (e) =>
  CONTROLS.test(e.localName) || ROLES.test(e.getAttribute('role')) || e.href || e.onclick || e.isContentEditable

/**
 * A place to type and to select text.
 * @param {any} e
 * @returns {boolean}
 */
export const isTyped = (e) =>
  e.isContentEditable || /^(text|search|email|url|tel|password|number|textarea)$/.test(e.type)

/**
 * A control that opens a native popup or moves with the pointer.
 * @param {any} e
 * @returns {boolean}
 */
export const isPicker = (e) => /^(select|range|date|time|month|week|color|file)/.test(e.type)

/** Of the keys that could survive re-rendering, this many are remembered. */
const KEYS = 500

/**
 * @typedef {Object} Targets
 * @property {(element: Element) => number} number   for any element; a replaced node has a new one
 * @property {(element: Element) => number} logical  for a control; a replaced node keeps the number
 * @property {(number: number) => Element | undefined} element
 */

/**
 * Finds the control a gesture means: the nearest interactive ancestor, through shadow roots, else the outermost element
 * that shows a hand.
 * @param {EventTarget[]} path composedPath of the event
 * @returns {{element?: Element, flags: number, ignored: boolean}}
 */
export function findTarget(path) {
  const elements = /** @type {Element[]} */ (path).filter((node) => node.nodeType === 1)
  const ignored = elements.some((e) => e.localName === 'heed-widget' || e.hasAttribute('data-heed-ignore'))
  const found = elements.find(isInteractive) || outermostHand(elements)
  const element = /** @type {any} */ (found)?.control || found
  let flags = 0
  for (const e of [elements[0], element]) if (e && (OPAQUE.test(e.localName) || isPicker(e))) flags |= SURFACE
  if (element && isTyped(element)) flags |= TEXT_FIELD
  return { element, flags, ignored }
}

/**
 * The cursor is inherited, so the element that asked for it is the last one in a row. A page that shows a hand everywhere
 * says nothing.
 * @param {Element[]} elements from the inside out
 */
function outermostHand(elements) {
  const end = elements.findIndex((e) => getComputedStyle(e).cursor !== 'pointer')
  return end > 0 ? elements[end - 1] : undefined
}

/**
 * What stays the same when a framework makes the node anew.
 * @param {Element} e
 */
function keyOf(e) {
  const attributes = ['name', 'type', 'aria-label', 'class'].map((name) => e.getAttribute(name))
  return [e.localName, e.id, ...attributes, (e.textContent || '').slice(0, 80)].join('\n')
}

/** @returns {Targets} */
export function createTargets() {
  let last = 0
  /** @type {WeakMap<Element, number>} */
  const numbers = new WeakMap()
  /** @type {Map<string, {number: number, ref: WeakRef<Element>}>} */
  const byKey = new Map()

  const number = (/** @type {Element} */ element) => {
    let known = numbers.get(element)
    if (!known) numbers.set(element, (known = ++last))
    return known
  }
  return {
    number,
    logical(element) {
      const key = keyOf(element)
      const before = byKey.get(key)
      const old = before?.ref.deref()
      // Two equal controls side by side are two: only one whose node is gone has been replaced.
      if (before && old !== element && !old?.isConnected) numbers.set(element, before.number)
      const known = number(element)
      if (byKey.size > KEYS) byKey.clear()
      byKey.set(key, { number: known, ref: new WeakRef(element) })
      return known
    },
    element(wanted) {
      let found
      for (const { number, ref } of byKey.values()) if (number === wanted) found = ref.deref() || found
      return found
    },
  }
}
