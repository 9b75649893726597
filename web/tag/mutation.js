/** Changes of the document, folded by element, without those that change nothing; and what the page says by them. */
import { put } from './agent.js'
import { checkForms, flip } from './form.js'
import { numberOf } from './number.js'
import { down, last } from './press.js'
import { MUTATION } from './record.js'
import { MESSAGE, refuse, tellMessages } from './refusal.js'
import { guard, onEnd } from './scope.js'

/** @type {MutationObserver} */
let observer
/** @type {WeakSet<Node>} what a control shows while it is being pressed, and takes away in its own time: that is no answer */
const ripples = new WeakSet()

/** Begins to tell of changes in what is observed from now on. */
export function watchMutations() {
  observer = new MutationObserver(guard((records) => {
    const { counts, came } = fold(records)
    // Before the changes themselves, which may be an answer: what is said again word by word is said again, but no change.
    tellMessages([...counts.keys(), ...came])
    for (const [element, changes] of counts) put(MUTATION, numberOf(element), 0, changes)
    checkForms()
  }))
  onEnd(() => observer.disconnect())
}

/** @param {Document | ShadowRoot} root */
export const observe = (root) =>
  observer.observe(root, { subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true })

/**
 * A class that says that something is under way answers nothing, as little as the request itself does.
 * @param {string | null} classes
 */
const settled = (classes) => (classes || '').replace(/\s*\S*(htmx-|busy|loading)\S*/g, '').trim()

/**
 * @param {MutationRecord[]} records one turn of the observer
 * @returns how many real changes each element had, and what came into the page, or lies around it, that may say something
 */
function fold(records) {
  /** @type {Map<Element, number>} */
  const counts = new Map()
  /** @type {Map<Node, Node[][]>} what was added, what was removed */
  const children = new Map()
  /** @type {any[]} */
  const came = []
  /** @type {Map<Node, (string | null)[]>} the attributes that were compared, null for text */
  const compared = new Map()
  const count = (/** @type {any} */ node) => {
    const element = node.nodeType === 1 ? node : node.parentElement || node.host
    if (element && element.localName !== 'heed-widget') counts.set(element, (counts.get(element) || 0) + 1)
  }
  for (const record of records) {
    const { target, attributeName: name } = record
    const element = /** @type {Element} */ (target)
    if (ripples.has(target) || (target === down?.element && /^(class|style|data-)/.test(name || ''))) continue
    if (record.type === 'childList') {
      const [added, removed] = children.get(target) || [[], []]
      for (const node of /** @type {Iterable<any>} */ (record.addedNodes)) {
        if (down?.element?.contains(target) && !node.textContent) [node, ...(node.querySelectorAll?.('*') || [])].forEach((e) => ripples.add(e))
        added.push(node)
        came.push(target, node, ...(node.querySelectorAll?.(MESSAGE) || []))
      }
      removed.push(...record.removedNodes)
      children.set(target, [added, removed])
      continue
    }
    // Only the first record of a turn holds what was there before: set and set back is no change.
    const names = compared.get(target) || []
    if (names.includes(name)) continue
    compared.set(target, [...names, name])
    const { oldValue } = record
    const now = name ? element.getAttribute(name) : target.nodeValue
    if (name === 'aria-invalid' && now === 'true') refuse(element, 0)
    if (name === 'class' ? settled(now) === settled(oldValue) : now === oldValue || name === 'aria-busy') continue
    count(target)
    if (/^aria-(checked|pressed)$/.test(name || '') && target === last?.element) flip(target)
  }
  // Nodes that nobody sees do not count.
  for (const [target, lists] of children) {
    const [added, removed] = lists.map((nodes) => nodes.filter(
      (node) => !ripples.has(node) && !/^(SCRIPT|LINK|META|STYLE|#comment|HEED-WIDGET)$/.test(node.nodeName)))
    if (added.length !== removed.length || added.some((node, i) => !node.isEqualNode(removed[i]))) count(target)
  }
  return { counts, came }
}
