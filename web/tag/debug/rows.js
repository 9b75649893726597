/**
 * Lists that stay where they are while what they show changes: what is open stays open, and the focus stays where it is.
 * @module
 * @import { Gate, Intercept, Signal } from './types.js'
 */
import { h } from '../../widget/dom.js'

/** What each item was built from, as JSON. @type {WeakMap<Element, string>} */
const built = new WeakMap()

/**
 * Brings a list's items up to date; those that say the same as before are left alone.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} all
 * @param {(one: T) => string} keyOf
 * @param {(one: T) => HTMLElement} build its <li>
 */
export function update(list, all, keyOf, build) {
  const children = /** @type {HTMLElement[]} */ ([...list.children])
  const before = new Map(children.map((item) => [item.dataset.key, item]))
  const items = all.map((one) => {
    const [key, says] = [keyOf(one), JSON.stringify(one)]
    const old = before.get(key)
    if (old && built.get(old) === says) return old
    const item = build(one)
    item.dataset.key = key
    built.set(item, says)
    if (old) carryOver(old, item)
    return item
  })
  if (items.length !== children.length || items.some((item, i) => children[i] !== item)) place(list, items)
}

/** Moving the item that has the focus would take the focus from it. @param {HTMLElement} list @param {HTMLElement[]} items */
function place(list, items) {
  const focused = /** @type {HTMLElement | null} */ (/** @type {ShadowRoot} */ (list.getRootNode()).activeElement)
  list.replaceChildren(...items)
  if (focused?.isConnected && list.contains(focused)) focused.focus({ preventScroll: true })
  const wanted = /** @type {HTMLElement | null} */ (list.querySelector('[data-focus]'))
  wanted?.removeAttribute('data-focus')
  wanted?.focus({ preventScroll: true })
}

/** @param {HTMLElement} old @param {HTMLElement} item takes its place */
function carryOver(old, item) {
  const [were, are] = [old, item].map((one) => [...one.querySelectorAll('details')])
  were.forEach((details, i) => {
    if (are[i]) are[i].open = details.open
    const focused = /** @type {ShadowRoot} */ (old.getRootNode()).activeElement
    if (focused && focused === details.querySelector('summary')) are[i]?.querySelector('summary')?.setAttribute('data-focus', '')
  })
}

/** @param {number} at Unix milliseconds */
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/**
 * A signal, what it led to, and how each intercept fared.
 * @param {Signal} signal
 */
export function signalRow({ noun, target, page, score, at, outcome, did, why, url, considered }) {
  return h(
    'li',
    { 'data-outcome': outcome },
    h(
      'details',
      {},
      h('summary', {}, h('span', { class: 'what' }, h('b', {}, noun), target && ` ${target}`), h('span', { class: 'did' }, did),
        h('small', {}, `${clock(at)} · score ${score} · ${page}`)),
      why && h('p', {}, why),
      h('ul', { class: 'intercepts' }, ...considered.map(interceptRow)),
      url && h('p', {}, h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, 'The decision in the console')),
    ),
  )
}

/** How an intercept fared, or would. @param {Intercept} intercept */
export function interceptRow({ name, eligible, won, answer, gates }) {
  const failed = gates.filter((gate) => !gate.pass).length
  const state = won ? 'chosen' : eligible ? 'eligible' : gates.length ? `${failed} of ${gates.length} conditions fail` : 'waiting'
  return h(
    'li',
    {},
    h(
      'details',
      {},
      h('summary', { class: won || eligible ? 'yes' : 'no' }, h('b', {}, name), ' ', h('span', { class: 'did' }, state)),
      answer && h('p', {}, answer),
      h('ul', { class: 'gates' }, ...gates.map(gateRow)),
    ),
  )
}

/** What a condition that asks for nothing saw and wanted. */
const NOTHING = '–'

/** @param {Gate} gate */
const gateRow = ({ words, pass, saw, wanted, note }) =>
  h('li', { class: pass ? 'pass' : 'fail' }, h('span', { class: 'unseen' }, pass ? 'Passed: ' : 'Failed: '), words,
    h('small', {}, [saw !== NOTHING && `saw ${saw}`, wanted !== NOTHING && `wanted ${wanted}`, note].filter(Boolean).join(', ')))
