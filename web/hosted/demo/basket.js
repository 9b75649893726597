/** The cart page: its lines, the sum, and the promo code. */

import { MOST } from './cart.js';
import { price } from './money.js';
import { byId, within } from './page.js';
import { startPromo } from './promo.js';
import { cartIs, push, pushChange } from './report.js';
import { startStepper } from './stepper.js';

/** What a new visitor finds in the cart, so that everything on this page can be tried at once. */
const GIFT = 'monstera';

/**
 * Starts the cart page.
 * @param {import('./cart.js').Cart} cart
 * @param {() => void} changed called after the cart has changed
 */
export function startBasket(cart, changed) {
  if (cart.untouched) {
    cart.set(GIFT, 1);
    byId('seeded', HTMLElement).hidden = false;
  }
  const update = () => {
    sum(cart);
    changed();
  };
  byId('lines', HTMLUListElement).replaceChildren(...cart.lines.map((line) => draw(line, cart, update)));
  update();
  startPromo(document);
  push('view_cart', cart.lines);
}

/** @param {import('./cart.js').Cart} cart */
function sum(cart) {
  byId('filled', HTMLElement).hidden = cart.count === 0;
  byId('empty', HTMLElement).hidden = cart.count > 0;
  byId('products-sum', HTMLElement).textContent = price(cart.cents);
  byId('total', HTMLElement).textContent = price(cart.cents);
}

/**
 * @param {import('./cart.js').Line} line
 * @param {import('./cart.js').Cart} cart
 * @param {() => void} update
 */
function draw(line, cart, update) {
  const copy = byId('line', HTMLTemplateElement).content.cloneNode(true);
  const row = within(/** @type {DocumentFragment} */ (copy), 'li', HTMLLIElement);
  within(row, 'img', HTMLImageElement).src = `/demo/art/${line.slug}.svg`;
  const name = within(row, 'a', HTMLAnchorElement);
  name.href = `/demo/product/${line.slug}`;
  name.textContent = line.name;
  const cost = within(row, '.price', HTMLElement);
  cost.textContent = price(line.cents * line.quantity);

  /** @param {number} quantity */
  const set = (quantity) => {
    pushChange(line, cart.set(line.slug, quantity));
    cartIs(cart);
    cost.textContent = price(line.cents * quantity);
    byId('changed', HTMLElement).textContent = quantity > 0 ? `${line.name}: ${quantity}` : `${line.name} removed`;
    update();
  };

  const minus = within(row, '.minus', HTMLButtonElement);
  const plus = within(row, '.plus', HTMLButtonElement);
  const remove = within(row, '.remove', HTMLButtonElement);
  minus.ariaLabel = `One ${line.name} less`;
  plus.ariaLabel = `One ${line.name} more`;
  remove.ariaLabel = `Remove ${line.name}`;
  within(row, '.stepper', HTMLElement).ariaLabel = `Quantity of ${line.name}`;
  const parts = { minus, plus, output: within(row, 'output', HTMLOutputElement) };
  startStepper(parts, { least: 1, most: MOST, initial: line.quantity }, set);
  remove.addEventListener('click', () => {
    row.remove();
    set(0);
    byId('main', HTMLElement).focus(); // the button that had the focus is gone
  });
  return row;
}
