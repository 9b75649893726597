// What WooCommerce's own scripts do in a page (plugins/woocommerce/client/legacy/js/frontend/add-to-cart.js and cart.js, and
// the blocks' legacy-events.ts): the request, then the event that tells the theme.
const handlers = {}

// As much of jQuery as the shop uses to tell of events, which the DOM never sees.
window.jQuery = () => ({
  on: (names, fn) => names.split(' ').forEach((name) => (handlers[name] ||= []).push(fn)),
  trigger: (name, args) => (handlers[name] || []).forEach((fn) => fn({ type: name }, ...args)),
})

window.classic = (endpoint) => new Promise((done) => {
  const xhr = new XMLHttpRequest()
  xhr.open('POST', '/?wc-ajax=' + endpoint)
  xhr.onload = () => {
    const { fragments, cart_hash: hash } = JSON.parse(xhr.response)
    const event = { add_to_cart: 'added_to_cart', remove_from_cart: 'removed_from_cart' }[endpoint] || 'wc_fragments_refreshed'
    window.jQuery(document.body).trigger(event, [fragments, hash])
    done()
  }
  xhr.send('product_id=7')
})

window.blocks = async (action) => {
  await fetch('/wp-json/wc/store/v1/cart/' + action, { method: 'POST', body: '{}' })
  const name = { 'add-item': 'wc-blocks_added_to_cart', 'remove-item': 'wc-blocks_removed_from_cart' }[action]
  if (name) document.body.dispatchEvent(new CustomEvent(name, { bubbles: true }))
}
