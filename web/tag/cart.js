/** The cart, from heed('cart', …), from the shop's pushes to the dataLayer, and from what reads its shop's own (shop.js). */
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
  if ((value ?? items) !== undefined) record(CART, value || 0, items ?? -1)
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

/** @param {any} pushed one entry: a GA4 object, gtag's arguments, or an object of Universal Analytics */
function take(pushed) {
  const [name, commerce] = pushed?.[0] === 'event' ? [pushed[1], pushed[2]] : [pushed?.event, pushed?.ecommerce]
  if (!commerce) return // {ecommerce: null} clears the layer, not the cart
  tell(name, commerce)
  // The older form has its action inside, whatever the event is called.
  for (const [action, within] of Object.entries(commerce)) {
    const field = within?.actionField
    if (field || within?.products) tell(action, { currency: commerce.currencyCode, ...within, ...field })
  }
}

/**
 * @param {unknown} name of an event of GA4, or an action of Universal Analytics
 * @param {any} commerce what it carries
 */
function tell(name, commerce) {
  const lines = linesOf(commerce)
  switch (name) {
    case 'add':
    case 'add_to_cart': return addToCart(lines, 1)
    case 'remove':
    case 'remove_from_cart': return addToCart(lines, -1)
    case 'purchase': return purchase({ ...lines, id: commerce.transaction_id ?? commerce.id })
    case 'view_cart': return reach(1, lines)
    case 'checkout': // its steps are numbered as each shop likes
    case 'begin_checkout': return reach(2, lines)
    case 'add_payment_info': reach(3, lines)
  }
}

/**
 * @param {number} stage towards payment, as in agent/record.go
 * @param {Cart} lines the whole cart, if it was told
 */
function reach(stage, lines) {
  if ((lines.value ?? lines.items) !== undefined) setCart(lines)
  record(STAGE, stage)
}

/**
 * @param {Cart} lines
 * @param {1 | -1} sign
 */
function addToCart(lines, sign) {
  const before = known()
  const sum = (/** @type {'value' | 'items'} */ name) =>
    lines[name] === undefined ? before[name] : Math.max(0, cents((before[name] || 0) + sign * lines[name]))
  setCart({ ...lines, value: sum('value'), items: sum('items') })
}

/**
 * @param {any} commerce
 * @returns {Cart} the value and number of its items
 */
function linesOf({ products, items = products, revenue, value = revenue, currency }) {
  const lines = listOf(items).filter(Boolean)
  /** @type {any} */
  let count = items ? 0 : undefined
  let total = lines.length ? undefined : count
  for (const { quantity, price } of lines) {
    const amount = numberFrom(quantity) ?? 1
    count += amount
    if (numberFrom(price) !== undefined) total = cents((total || 0) + price * amount)
  }
  return { value: numberFrom(value) ?? total, currency, items: count }
}

/** Money without the tails of binary fractions. @param {number} value */
const cents = (value) => Math.round(value * 100) / 100
