/** Names a control for people: a short CSS selector and, for controls only, its label. Made when a signal needs it. */
import { LONGEST_LABEL, LONGEST_TEXT } from './limits.js'
import { is, LABELLED, VALUED, isWithin } from './target.js'

/** Ids that a framework makes up, such as `:r1:` or `ember417`, change with every build or visit; an address is somebody's. */
const GENERATED = /\d{3}|[:@]/

/** What hides text, and what somebody types in. */
const HIDDEN_TEXT = '[data-heed-mask],[contenteditable]'

/**
 * @param {Element} element
 * @returns {string} a selector that finds exactly this element; « >>> » steps into a shadow root
 */
export function selectorOf(element) {
  // One that the page has thrown away lends its name to the one that took its place.
  const root = /** @type {Document | ShadowRoot} */ (element.isConnected ? element.getRootNode() : document)
  const own = within(element, root)
  const host = /** @type {ShadowRoot} */ (root).host
  return (host ? selectorOf(host) + ' >>> ' + own : own).slice(-LONGEST_TEXT)
}

/**
 * @param {Element} element
 * @param {Document | ShadowRoot} root
 */
function within(element, root) {
  let path = ''
  for (let e = /** @type {Element | null} */ (element); e; e = e.parentElement) {
    const selector = (named(e) || nth(e)) + path
    if (root.querySelectorAll(selector).length === 1) return selector
    path = ' > ' + nth(e) + path
  }
  return path.slice(3)
}

/** @param {Element} e */
function named(e) {
  const name = e.getAttribute('name')
  if (e.id && !GENERATED.test(e.id)) return '#' + CSS.escape(e.id)
  if (name && !GENERATED.test(name)) return e.localName + `[name="${CSS.escape(name)}"]`
}

/** @param {Element} e */
function nth(e) {
  const same = [...(e.parentElement?.children || [])].filter((other) => other.localName === e.localName)
  return e.localName + (same.length > 1 ? `:nth-of-type(${same.indexOf(e) + 1})` : '')
}

/**
 * The text on a control, if it is still there to ask whether it is masked, without what could be personal in it. Never what
 * somebody typed or chose.
 * @param {Element} element
 * @returns {string | undefined}
 */
export function labelOf(element) {
  if (!element.isConnected || !is(element, LABELLED) || is(element, VALUED) || isWithin(element, HIDDEN_TEXT)) return
  if (element.querySelector(HIDDEN_TEXT + ',input,textarea,select')) return
  return impersonal(element.getAttribute('aria-label') || element.textContent || '').slice(0, LONGEST_LABEL) || undefined
}

/**
 * @param {string} text
 * @returns {string} without addresses and what could be a number of somebody's: of a card, a telephone, an account
 */
export const impersonal = (text) =>
  text.replace(/\s+/g, ' ').replace(/\S+@\S+|\d[\d ().\/-]{4,}\d|\d{4,}/g, '…').trim()
