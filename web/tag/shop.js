/** Shops that run on known software: what reads their cart is fetched in such a shop, and nowhere else. */
import { purchase, setCart } from './cart.js'
import { address, options } from './config.js'
import { guard, listen, patch, request } from './scope.js'
import { read, write } from './storage.js'

/** Begins to follow the shop's cart, if data-cart names one that we know or the page shows whose it is. */
export function watchShop() {
  const shop = options.cart || (/** @type {any} */ (window).Shopify ? 'shopify' : document.body.className)
  const url = shop === 'shopify' ? SHOPIFY_URL : /^woo$|woocommerce/.test(shop) && WOO_URL
  if (url) {
    import(address(url)).then(
      guard(({ watch }) => watch(setCart, purchase, request, patch, listen, guard, read, write)), () => {})
  }
}
