/** The page saying that something is wrong: at a field, or in a message. What it says is not read. */
import { put } from './agent.js'
import { LONGEST_TEXT, REFUSAL_LATE } from './limits.js'
import { controlNumberOf, numberOfKey } from './number.js'
import { INVALID } from './record.js'
import { later } from './scope.js'
import { formOf, is } from './target.js'

/** What assistive technology tells at once. */
const ALERT = '[role=alert],[aria-live=assertive]'

/** With the names that most sites give to what is wrong. */
export const MESSAGE = ALERT + ',[class*=error i],[id*=error i],[class*=invalid i]'

/** Said as loudly, but good news: «woocommerce-message» is how a shop says «added to your cart». */
const FINE = /success|info|notice|commerce-message/i

/** @type {Element | null | undefined} where the visitor's latest press was: a message without a place of its own is about that */
let form

/**
 * @param {Element} element
 * @param {0 | 1} message
 */
export function refuse(element, message) {
  put(INVALID, controlNumberOf(element), 0, message, controlNumberOf(formOf(element) || form))
}

/**
 * Takes note of where the visitor is. After an attempt to send, a field may have been wrong before, and nothing changes when
 * it still is.
 * @param {Element | null | undefined} now
 * @param {boolean} attempt
 */
export function atForm(now, attempt) {
  form = now
  if (attempt) {
    later(REFUSAL_LATE, () => {
      const field = now?.querySelector('[aria-invalid=true]')
      if (field) refuse(field, 0)
    })
  }
}

/**
 * @param {any} e
 * @returns {boolean} whether it can be seen and read. What only screen readers are told, such as a new page's title, is 1 px.
 */
function isSaid(e) {
  const length = e.textContent.trim().length
  return length > 2 && length < LONGEST_TEXT && !FINE.test(e.className + e.parentElement?.className) &&
    !e.closest('a,button') && e.offsetHeight > 1
}

/** Tells of each message among these nodes, or around them. @param {any[]} nodes */
export function tellMessages(nodes) {
  for (const message of new Set(nodes.map((node) => node.closest?.(ALERT) || node))) {
    if (message.nodeType === 1 && is(message, MESSAGE) && isSaid(message)) refuse(message, 1)
  }
}

/** Tells of a refusal that the page came with, as servers answer to a form. */
export function arriveRefused() {
  const [navigation] = /** @type {any[]} */ (performance.getEntriesByType('navigation'))
  tellMessages([...document.querySelectorAll(MESSAGE)])
  if (navigation.responseStatus >= 400) put(INVALID, numberOfKey(location.pathname), 0, 1)
}
