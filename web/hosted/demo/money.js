/** Prices. Sums are kept in whole euro cents; only what is shown or reported becomes euros. */

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** Orders of at least this many cents travel free. */
const FREE_FROM = 12000;
const DELIVERY = 890;

/**
 * How the shop writes a price, like «€24.50».
 * @param {number} cents
 */
export function price(cents) {
  return euros.format(cents / 100);
}

/**
 * What delivery costs, in cents, for an order of that many cents.
 * @param {number} cents
 */
export function delivery(cents) {
  return cents >= FREE_FROM ? 0 : DELIVERY;
}
