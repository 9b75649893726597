/** The last order, kept for this tab, so that the thank-you page knows what was bought and reports it only once. */

import { price } from './money.js';
import { byId } from './page.js';
import { purchased } from './report.js';
import { centsOf } from './cart.js';

/**
 * @typedef {import('./cart.js').Line} Line
 * @typedef {{id: string, lines: Line[], shipping: number, reported: boolean}} Order   shipping in cents
 */

const KEY = 'fjord-fern.order';

/**
 * Keeps a new order and returns its id.
 * @param {Line[]} lines
 * @param {number} shipping in cents
 */
export function saveOrder(lines, shipping) {
  const id = newId();
  save({ id, lines, shipping, reported: false });
  return id;
}

/** The thank-you page: shows the order its address names, and reports it unless that was done before. */
export function startDone() {
  const order = load();
  if (!order || order.id !== new URLSearchParams(location.search).get('order')) return;
  byId('order-said', HTMLElement).textContent =
    `Your order ${order.id} over ${price(centsOf(order.lines) + order.shipping)} has arrived.`;
  if (order.reported) return;
  purchased(order.id, order.lines, order.shipping);
  save({ ...order, reported: true });
}

/** Four random bytes, like «FF-09AF3C71». Not randomUUID: that is missing on plain http away from localhost. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return 'FF-' + Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('').toUpperCase();
}

/** @param {Order} order */
function save(order) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(order));
  } catch {
    // Storage is blocked: the thank-you page will thank without naming the order.
  }
}

/** @returns {Order | null} */
function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}
