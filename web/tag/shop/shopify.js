/**
 * The cart of a shop on Shopify, by its Ajax API (shopify.dev/docs/api/ajax/reference/cart): `cart.js` below the root of the
 * visitor's language says what is in it, and themes change it by `cart/add`, `change`, `update` and `clear`.
 */
import { settled, watchRequests } from './requests.js'

/**
 * Follows the cart until the tag's life ends. What it needs of the tag comes as arguments.
 * @param {typeof import('../cart.js').setCart} setCart
 * @param {typeof import('../cart.js').purchase} purchase
 * @param {typeof fetch} request one that does not count as the page's
 * @param {typeof import('../scope.js').patch} patch
 * @param {typeof import('../scope.js').listen} listen
 * @param {typeof import('../scope.js').guard} guard
 * @param {typeof import('../storage.js').read} read
 */
export function watch(setCart, purchase, request, patch, listen, guard, read) {
  const { checkout, routes } = /** @type {any} */ (window).Shopify || {}

  const ask = settled(guard, () => request((routes?.root || '/') + 'cart.js', { mode: 'same-origin' })
    .then((response) => response.json())
    .then(guard(({ total_price: total, item_count: items, currency }) => {
      // Money is in hundredths, also in currencies that have none.
      if (total >= 0) setCart({ value: total / 100, items, currency })
    }))
    .catch(() => {})) // no answer, or none that is a cart: what was known stays

  // Who never had a cart has no cookie of one, and nothing is asked.
  const look = () => /\bcart=/.test(document.cookie) && ask()

  // The page that thanks for an order: the cart that was known is what was bought.
  if (checkout?.order_id || /\/thank[-_]you/.test(location.pathname)) {
    return purchase({ ...read('cart'), id: location.pathname, ...orderOf(checkout) })
  }
  look()
  listen(window, { pageshow: (e) => e.persisted && look() })
  watchRequests(patch, listen, guard, (url) => /\/cart\/(add|change|update|clear)\b/.test(url) && ask())
}

/** @param {any} [checkout] Shopify.checkout, where a shop's own scripts may still see it */
const orderOf = (checkout) =>
  checkout?.order_id && { id: String(checkout.order_id), value: Number(checkout.total_price), currency: checkout.currency }
