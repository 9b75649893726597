/** Changes of the document, folded by element, without those that change nothing. */
import { MUTATION } from './record.js'

/** Nodes that nobody sees. */
const UNSEEN = /^(SCRIPT|LINK|META|STYLE|TEMPLATE|NOSCRIPT|#comment|HEED-WIDGET)$/

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {import('./target.js').Targets} targets
 * @returns {(root: Node) => void} observe this document or shadow root, once
 */
export function createMutations(scope, put, targets) {
  const observer = new MutationObserver(scope.guard((records) => {
    for (const [element, changes] of fold(records)) {
      put(MUTATION, targets.number(element), 0, 0, 0, changes)
    }
  }))
  scope.onEnd(() => observer.disconnect())
  /** @type {WeakSet<Node>} */
  const seen = new WeakSet()
  return (root) => {
    if (seen.has(root)) return
    seen.add(root)
    observer.observe(root, {
      subtree: true, childList: true, attributes: true, characterData: true, attributeOldValue: true,
      characterDataOldValue: true,
    })
  }
}

/**
 * @param {MutationRecord[]} records one turn of the observer
 * @returns {Map<Element, number>} how many real changes each element had
 */
function fold(records) {
  /** @type {Map<Element, number>} */
  const counts = new Map()
  /** @type {Map<Node, {added: Node[], removed: Node[]}>} */
  const children = new Map()
  /** @type {Map<Node, Set<string | null>>} */
  const compared = new Map()
  const count = (/** @type {Node} */ node) => {
    const element = /** @type {any} */ (node.nodeType === 1 ? node : node.parentElement || /** @type {any} */ (node).host)
    if (element && element.localName !== 'heed-widget') counts.set(element, (counts.get(element) || 0) + 1)
  }
  for (const record of records) {
    const node = record.target
    if (record.type === 'childList') {
      const both = entry(children, node, () => ({ added: [], removed: [] }))
      both.added.push(...seenNodes(record.addedNodes))
      both.removed.push(...seenNodes(record.removedNodes))
      continue
    }
    // Only the first record of a turn holds what was there before: set and set back is no change.
    const names = entry(compared, node, () => new Set())
    if (names.has(record.attributeName)) continue
    names.add(record.attributeName)
    if (record.oldValue !== valueOf(record)) count(node)
  }
  for (const [node, { added, removed }] of children) {
    const same = added.length === removed.length && added.every((one, i) => one.isEqualNode(removed[i]))
    if (!same) count(node)
  }
  return counts
}

/** @param {NodeList} nodes */
const seenNodes = (nodes) => [...nodes].filter((node) => !UNSEEN.test(node.nodeName))

/** @param {MutationRecord} record */
const valueOf = ({ target, attributeName, attributeNamespace }) =>
  attributeName ? /** @type {Element} */ (target).getAttributeNS(attributeNamespace, attributeName) : target.nodeValue

/**
 * @template K, V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
function entry(map, key, make) {
  let value = map.get(key)
  if (!value) map.set(key, (value = make()))
  return value
}
