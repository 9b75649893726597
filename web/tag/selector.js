/** Names a control for people: a short CSS selector and, for controls only, its label. Made when a signal needs it. */
import { LONGEST_LABEL, LONGEST_TEXT } from './limits.js'

/** Ids that a framework makes up, such as `:r1:` or `ember417`, change with every build or visit. */
const GENERATED = /\d{3}|:/

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
 * The text on a control, without what could be personal in it. Never what somebody typed.
 * @param {Element} element
 * @returns {string | undefined}
 */
export function labelOf(element) {
  if (!element.matches('a,button,summary,label,[role]') || element.closest('[data-heed-mask],[contenteditable]')) return
  if (element.querySelector('[data-heed-mask],input,textarea,select')) return
  const text = element.getAttribute('aria-label') || element.textContent || ''
  return text.replace(/\s+/g, ' ').replace(/\S+@\S+|\d{4,}/g, '…').trim().slice(0, LONGEST_LABEL) || undefined
}
