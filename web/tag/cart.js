/** The cart, from heed('cart', …) and from the shop's GA4 pushes to the dataLayer. */
import { put } from './agent.js'
import { listOf, numberFrom } from './json.js'
import { CART, GOAL, STAGE } from './record.js'
import { onEnd, patch } from './scope.js'
import { read, write } from './storage.js'
import { send } from './transport.js'

/** @typedef {{value?: number, currency?: string, items?: number}} Cart  what is not known is missing */

/** @returns {Cart} of this tab: it outlives the page */
const known = () => read('cart') || {}

const record = (/** @type {number} */ kind, a = 0, b = 0) => put(kind, 0, 0, a, b)

/** Tells the agent what there is, if anything. */
export function recordCart() {
  const { value, items } = known()
  if (value !== undefined || items !== undefined) record(CART, value || 0, items ?? -1)
}

/** @param {Cart} cart what it holds now */
export function setCart({ value, currency, items }) {
  const before = known()
  const cart = { value, currency: currency || before.currency, items }
  if (JSON.stringify(cart) === JSON.stringify(before)) return
  write('cart', cart)
  recordCart()
  send({ t: 'cart', ...cart })
}

/** @param {any} props done; the same id counts once */
export function purchase(props) {
  const id = props?.id
  if (id !== undefined && id === read('purchase')) return
  write('purchase', id)
  record(GOAL, 1)
  send({ t: 'track', name: 'purchase', props })
  setCart({ value: 0, items: 0 })
}

/** @type {unknown} the dataLayer that is read */
let layer

/** Reads the dataLayer, also what is already in it, once there is one. */
export function watchLayer() {
  const found = /** @type {any} */ (window).dataLayer
  if (!Array.isArray(found) || layer === found) return
  layer = found
  found.slice().forEach(take)
  patch(found, 'push', (_, pushed) => pushed.forEach(take))
  onEnd(() => (layer = undefined))
}

/** Steps towards payment, in order; each carries the whole cart. */
const STEPS = ['view_cart', 'begin_checkout', 'add_payment_info']

/** @param {unknown} pushed */
function take(pushed) {
  const [name, commerce] = eventOf(pushed)
  if (!commerce) return // {ecommerce: null} clears the layer, not the cart
  const lines = linesOf(commerce)
  const step = STEPS.indexOf(name) + 1
  if (name === 'add_to_cart') addToCart(lines, 1)
  if (name === 'remove_from_cart') addToCart(lines, -1)
  if (name === 'purchase') purchase({ value: lines.value, currency: lines.currency, id: commerce.transaction_id })
  if (step) {
    if (lines.value !== undefined || lines.items !== undefined) setCart(lines)
    record(STAGE, step)
  }
}

/**
 * @param {Cart} lines
 * @param {1 | -1} sign
 */
function addToCart(lines, sign) {
  const before = known()
  const sum = (/** @type {'value' | 'items'} */ name) =>
    lines[name] === undefined ? before[name] : Math.max(0, cents((before[name] || 0) + sign * lines[name]))
  setCart({ value: sum('value'), items: sum('items'), currency: lines.currency })
}

/**
 * One entry, a GA4 object or gtag's arguments.
 * @param {any} pushed
 * @returns {[string, any]} name of the event and what it carries
 */
const eventOf = (pushed) => (pushed?.[0] === 'event' ? [pushed[1], pushed[2]] : [pushed?.event, pushed?.ecommerce])

/**
 * @param {any} commerce
 * @returns {Cart} the value and number of its items
 */
function linesOf({ items, value, currency }) {
  const lines = listOf(items).filter(Boolean)
  let count = 0
  let total = 0
  let priced = items && !lines.length
  for (const { quantity, price } of lines) {
    const amount = numberFrom(quantity) ?? 1
    const each = numberFrom(price)
    count += amount
    total += (each ?? 0) * amount
    priced ||= each !== undefined
  }
  return { value: numberFrom(value) ?? (priced ? cents(total) : undefined), currency, items: items ? count : undefined }
}

/** Money without the tails of binary fractions. @param {number} value */
const cents = (value) => Math.round(value * 100) / 100
