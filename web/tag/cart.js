/** The cart, from heed('cart', …) and from the shop's GA4 or older e-commerce pushes to the dataLayer. */
import { CART, GOAL, STAGE } from './record.js'

/** @typedef {{value?: number, currency?: string, items?: number}} CartState  what is not known is missing */

/**
 * @typedef {Object} Cart
 * @property {(cart: CartState) => void} set
 * @property {(props: any) => void} purchase  done; the same id counts once
 * @property {() => void} watch               read the dataLayer, also what is already in it
 * @property {(put: import('./agent.js').Put) => void} attach  the agent is there
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./storage.js').Store} store  of this tab: the cart outlives the page
 * @param {(draft: import('./outbox.js').Draft) => void} send
 * @returns {Cart}
 */
export function createCart(scope, store, send) {
  /** @type {import('./agent.js').Put} */
  let put = () => {}
  /** @type {CartState} */
  let cart = store.get('cart') || {}
  /** @type {unknown} the dataLayer that is read */
  let layer

  const record = (/** @type {number} */ kind, a = 0, b = 0) => put(kind, 0, 0, 0, 0, a, b)
  const tellAgent = () => {
    if (cart.items !== undefined || cart.value !== undefined) record(CART, cart.value || 0, cart.items ?? -1)
  }
  const set = (/** @type {CartState} */ next) => {
    const currency = next.currency || cart.currency
    const same = next.value === cart.value && next.items === cart.items && currency === cart.currency
    if (same) return
    cart = { value: next.value, currency, items: next.items }
    store.set('cart', cart)
    tellAgent()
    send({ t: 'cart', ...cart })
  }
  const purchase = (/** @type {any} */ props) => {
    const id = props?.id
    if (id !== undefined && id === store.get('purchase')) return
    store.set('purchase', id)
    record(GOAL, 1)
    send({ t: 'track', name: 'purchase', props })
    set({ value: 0, items: 0 })
  }
  const add = (/** @type {CartState} */ lines, /** @type {1 | -1} */ sign) => {
    const sum = (/** @type {'value' | 'items'} */ name) =>
      lines[name] === undefined ? cart[name] : Math.max(0, round((cart[name] || 0) + sign * lines[name]))
    set({ value: sum('value'), items: sum('items'), currency: lines.currency })
  }
  const stage = (/** @type {number} */ step, /** @type {CartState} */ lines) => {
    if (!step) return
    if (lines.value !== undefined || lines.items !== undefined) set(lines)
    record(STAGE, step)
  }
  const entry = (/** @type {any} */ pushed) => {
    const [name, commerce] = read(pushed)
    if (!commerce) return // {ecommerce: null} clears the layer, not the cart
    const lines = linesOf(commerce)
    if (name === 'add_to_cart') add(lines, 1)
    else if (name === 'remove_from_cart') add(lines, -1)
    else if (name === 'purchase') purchase({ value: lines.value, currency: lines.currency, id: commerce.transaction_id })
    else stage(STEPS.indexOf(name) + 1, lines)
  }
  const watch = () => {
    const found = /** @type {any} */ (window).dataLayer
    if (!Array.isArray(found) || layer === found) return
    layer = found
    for (const pushed of [...found]) entry(pushed)
    scope.patch(found, 'push', (_, pushed) => pushed.forEach(entry))
  }
  return {
    set,
    purchase,
    watch,
    attach(to) {
      put = to
      tellAgent()
    },
  }
}

/** Steps towards payment, in order; each carries the whole cart. */
const STEPS = ['view_cart', 'begin_checkout', 'add_payment_info']

/** Events of the older form, by the field that holds them. */
const OLDER = { add: 'add_to_cart', remove: 'remove_from_cart', purchase: 'purchase' }

/**
 * One entry in any of its three forms: a GA4 object, gtag's arguments, the older e-commerce object.
 * @param {any} pushed
 * @returns {[string, any]} name of the event and what it carries
 */
function read(pushed) {
  if (!pushed || typeof pushed !== 'object') return ['', undefined]
  if (pushed[0] === 'event') return [pushed[1], pushed[2]]
  const commerce = pushed.ecommerce
  if (!commerce) return ['', undefined]
  for (const [older, name] of Object.entries(OLDER)) {
    const part = commerce[older]
    if (!part) continue
    const { id, revenue } = part.actionField || {}
    return [name, { transaction_id: id, value: revenue, currency: commerce.currencyCode, items: part.products }]
  }
  return [pushed.event, commerce]
}

/**
 * @param {any} commerce
 * @returns {CartState} the value and number of its items
 */
function linesOf({ items, value, currency }) {
  const lines = Array.isArray(items) ? items.filter(Boolean) : []
  const amount = (/** @type {any} */ item) => number(item.quantity) ?? 1
  const sum = (/** @type {(item: any) => number} */ of) => lines.reduce((total, item) => total + of(item), 0)
  const priced = lines.some((item) => number(item.price) !== undefined)
  const total = priced || (items && !lines.length) ? round(sum((item) => (number(item.price) ?? 0) * amount(item))) : undefined
  return { value: number(value) ?? total, items: items ? sum(amount) : undefined, currency }
}

/** @param {unknown} value @returns {number | undefined} */
export function number(value) {
  const parsed = typeof value === 'string' && value.trim() ? Number(value) : value
  return typeof parsed === 'number' && isFinite(parsed) ? parsed : undefined
}

/** Sums of money in cents' precision, without the tails of binary fractions. @param {number} value */
const round = (value) => Math.round(value * 100) / 100
