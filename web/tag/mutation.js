/** Changes of the document, folded by element, without those that change nothing. */
import { put } from './agent.js'
import { checkForms, flip } from './form.js'
import { numberOf } from './number.js'
import { lastGesture } from './press.js'
import { MUTATION } from './record.js'
import { messageAt, messagesIn, refuse } from './refusal.js'
import { guard, onEnd } from './scope.js'

/** @type {MutationObserver} */
let observer

/** Begins to tell of changes in what is observed from now on. */
export function watchMutations() {
  observer = new MutationObserver(guard((records) => {
    const counts = fold(records)
    tell(records, counts.keys())
    for (const [element, changes] of counts) put(MUTATION, numberOf(element), 0, changes)
    checkForms()
  }))
  onEnd(() => observer.disconnect())
}

/** @param {Document | ShadowRoot} root observed with the open shadow roots below it; doing so again changes nothing */
export function observe(root) {
  observer.observe(root, { subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true })
  for (const { shadowRoot, localName } of root.querySelectorAll('*')) {
    if (shadowRoot && localName !== 'heed-widget') observe(shadowRoot)
  }
}

/**
 * @param {MutationRecord[]} records one turn of the observer
 * @returns {Map<Element, number>} how many real changes each element had
 */
function fold(records) {
  /** @type {Map<Element, number>} */
  const counts = new Map()
  /** @type {Map<Node, Node[][]>} what was added, what was removed */
  const children = new Map()
  /** @type {Set<string>} */
  const compared = new Set()
  const count = (/** @type {any} */ node) => {
    const element = node.nodeType === 1 ? node : node.parentElement || node.host
    if (element && element.localName !== 'heed-widget') counts.set(element, (counts.get(element) || 0) + 1)
  }
  for (const { type, target, attributeName: name, attributeNamespace: space, oldValue, addedNodes, removedNodes } of records) {
    if (type === 'childList') {
      const [added, removed] = children.get(target) || [[], []]
      children.set(target, [[...added, ...addedNodes], [...removed, ...removedNodes]])
      continue
    }
    // Only the first record of a turn holds what was there before: set and set back is no change.
    const key = numberOf(target) + ' ' + name
    if (compared.has(key)) continue
    compared.add(key)
    const now = name ? /** @type {Element} */ (target).getAttributeNS(space, name) : target.nodeValue
    if (now !== oldValue) count(target)
  }
  // Nodes that nobody sees do not count.
  for (const [target, lists] of children) {
    const [added, removed] = lists.map((nodes) => nodes.filter(
      (node) => !/^(SCRIPT|LINK|META|STYLE|#comment|HEED-WIDGET)$/.test(node.nodeName)))
    if (added.length !== removed.length || added.some((node, i) => !node.isEqualNode(removed[i]))) count(target)
  }
  return counts
}

/**
 * Tells what the page says by these changes. What is said again word by word is said again.
 * @param {MutationRecord[]} records
 * @param {Iterable<Element>} changed
 */
function tell(records, changed) {
  const messages = new Set([...changed].map(messageAt))
  const fields = new Set()
  const flips = new Set()
  for (const { target, attributeName: name, oldValue, addedNodes } of records) {
    const now = name && /** @type {Element} */ (target).getAttribute(name)
    if (name === 'aria-invalid' && now === 'true') fields.add(target)
    if (/^aria-(checked|pressed)$/.test(name || '') && now !== oldValue && target === lastGesture()?.element) flips.add(target)
    for (const node of addedNodes) messagesIn(node.nodeType === 1 ? node : target).forEach((e) => messages.add(e))
  }
  for (const field of fields) refuse(field, 0)
  for (const control of flips) flip(control)
  for (const message of messages) if (message) refuse(message, 1)
}
