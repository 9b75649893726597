/**
 * The cart of a shop on WooCommerce, by its Store API (developer.woocommerce.com/docs/apis/store-api/resources-endpoints/cart).
 * The shop keeps a hash of the cart in a cookie (woocommerce_cart_hash, renewed by each answer of PHP that follows a change, gone
 * with the last item), so that a look at it tells whether there is anything to ask, also after a change in another tab. What
 * the blocks change goes through the Store API, which may be too late for the cookie: their requests and events always ask.
 */
import { settled, watchRequests } from './requests.js'

/** jQuery's events of the classic shop, then those of the blocks. */
const CLASSIC = 'added_to_cart removed_from_cart updated_cart_totals wc_cart_emptied'
const BLOCKS = 'wc-blocks_added_to_cart wc-blocks_removed_from_cart'

/**
 * Follows the cart until the tag's life ends. What it needs of the tag comes as arguments.
 * @param {typeof import('../cart.js').setCart} setCart
 * @param {typeof import('../cart.js').purchase} purchase
 * @param {typeof fetch} request one that does not count as the page's
 * @param {typeof import('../scope.js').patch} patch
 * @param {typeof import('../scope.js').listen} listen
 * @param {typeof import('../scope.js').guard} guard
 * @param {typeof import('../storage.js').read} read
 * @param {typeof import('../storage.js').write} write
 */
export function watch(setCart, purchase, request, patch, listen, guard, read, write) {
  const body = document.body.className
  const hash = () => /woocommerce_cart_hash=(\w+)/.exec(document.cookie)?.[1] || ''

  const ask = settled(guard, () => {
    const asked = hash()
    // WordPress names the root of its API in every page; it may lie below a path.
    const root = /** @type {any} */ (document.querySelector('[rel="https://api.w.org/"]'))?.href || '/wp-json/'
    request(root + 'wc/store/v1/cart', { mode: 'same-origin' })
      .then((response) => response.json())
      .then(guard(({ items_count: items, totals }) => {
        const value = totals.total_price / 10 ** totals.currency_minor_unit
        if (value >= 0) setCart({ value, items, currency: totals.currency_code })
        write('shop', asked)
      }))
      .catch(() => {}) // no answer, or none that is a cart: what was known stays
  })

  const look = () => hash() !== (read('shop') || '') && ask()

  // The page that thanks for an order: the cart that was known is what was bought, unless the shop has told of it already.
  if (/order-received/.test(body) && read('cart')?.items !== 0 && !document.querySelector('.woocommerce-thankyou-order-failed')) {
    const [, id = location.pathname] = /order-received[/=](\d+)/.exec(location.href) || []
    purchase({ ...read('cart'), id })
  }
  look()
  listen(window, { 'pageshow visibilitychange': look })
  listen(document, { [BLOCKS]: ask }, true)
  const shop = /** @type {any} */ (window).jQuery?.(document.body)
  shop?.on(CLASSIC, guard(ask))
  shop?.on('wc_fragments_refreshed', guard(look))
  watchRequests(patch, listen, guard, (url) => (/\/wc\/store\/(v1\/)?(cart\/|batch)/.test(url) ? ask() : look()))
}
