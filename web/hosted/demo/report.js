/**
 * What the shop tells the outside. Shoppers' actions go to the dataLayer as GA4 events, because that is what a shop with a
 * tag manager already has, and Heed reads along. But such events tell changes, never the state: a page opened with a full
 * cart pushes nothing. So the state is told to Heed as well, on every page and after every change, always after the event
 * that changed it, so that the absolute number has the last word.
 */

/**
 * @typedef {import('./cart.js').Line} Line
 * @typedef {import('./cart.js').Cart} Cart
 * @typedef {{dataLayer: unknown[], heed: (...args: unknown[]) => void}} Told   the two globals of the page's head
 */

import { centsOf } from './cart.js';

const CURRENCY = 'EUR';
const told = /** @type {Told} */ (/** @type {unknown} */ (window));

/**
 * Pushes one GA4 event about these lines.
 * @param {string} event such as 'add_to_cart'
 * @param {Line[]} lines
 * @param {Record<string, unknown>} [more] further fields of the event's ecommerce object
 */
export function push(event, lines, more = {}) {
  told.dataLayer.push({ ecommerce: null }); // GA4: drop the previous event's products
  told.dataLayer.push({
    event,
    ecommerce: { currency: CURRENCY, value: centsOf(lines) / 100, items: lines.map(item), ...more },
  });
}

/**
 * Pushes what a change of quantity means: products added, or removed.
 * @param {import('./page.js').Product} product
 * @param {number} change how many more, or fewer; 0 pushes nothing
 */
export function pushChange(product, change) {
  if (change === 0) return;
  push(change > 0 ? 'add_to_cart' : 'remove_from_cart', [{ ...product, quantity: Math.abs(change) }]);
}

/**
 * Tells Heed what is in the cart now.
 * @param {Cart} cart
 */
export function cartIs(cart) {
  told.heed('cart', { value: cart.cents / 100, currency: CURRENCY, items: cart.count });
}

/**
 * Tells of a completed order, once.
 * @param {string} id
 * @param {Line[]} lines
 * @param {number} shipping in cents
 */
export function purchased(id, lines, shipping) {
  const value = (centsOf(lines) + shipping) / 100;
  push('purchase', lines, { transaction_id: id, value, shipping: shipping / 100 });
  told.heed('track', 'purchase', { value, currency: CURRENCY, id });
}

/** Asks Heed to forget this visitor. */
export function startOver() {
  told.heed('reset');
}

/** @param {Line} line */
function item(line) {
  return {
    item_id: line.slug,
    item_name: line.name,
    item_category: line.kind,
    price: line.cents / 100,
    quantity: line.quantity,
  };
}
