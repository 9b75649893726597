/** The checkout: validates like a real one, keeps nothing of what was typed, and only here names the cost of delivery. */

import { check } from './check.js';
import { delivery, price } from './money.js';
import { saveOrder } from './order.js';
import { byId } from './page.js';
import { cartIs, push } from './report.js';

/**
 * Starts the checkout; with an empty cart there is none.
 * @param {import('./cart.js').Cart} cart
 */
export function startCheckout(cart) {
  const filled = cart.count > 0;
  byId('paying', HTMLElement).hidden = !filled;
  byId('nothing', HTMLElement).hidden = filled;
  if (!filled) return;
  push('begin_checkout', cart.lines);
  showOrder(cart);

  const form = byId('checkout', HTMLFormElement);
  const inputs = [...form.querySelectorAll('input')];
  const postcode = byId('postcode', HTMLInputElement);
  postcode.addEventListener('change', () => check(postcode, new Date()) && showDelivery(cart));
  for (const input of inputs) {
    // A field that was judged is judged again with every key; one still being typed for the first time is left in peace.
    input.addEventListener('input', () => input.ariaInvalid !== null && judge(input));
    input.addEventListener('change', () => judge(input));
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = inputs.filter((input) => !judge(input));
    showProblems(wrong.length);
    if (wrong[0]) wrong[0].focus();
    else placeOrder(cart);
  });
}

/** @param {import('./cart.js').Cart} cart */
function placeOrder(cart) {
  const lines = cart.lines;
  push('add_payment_info', lines, { payment_type: 'card' });
  const id = saveOrder(lines, delivery(cart.cents));
  cart.clear();
  cartIs(cart);
  location.assign(`/demo/checkout/done?order=${encodeURIComponent(id)}`);
}

/**
 * Checks one input, shows or hides its error, and returns whether it is right.
 * @param {HTMLInputElement} input
 */
function judge(input) {
  const right = check(input, new Date());
  const error = byId(`${input.id}-error`, HTMLElement);
  input.ariaInvalid = String(!right);
  error.hidden = right;
  error.textContent = right ? '' : (input.dataset.error ?? '');
  return right;
}

/** @param {number} count */
function showProblems(count) {
  const problems = byId('problems', HTMLElement);
  problems.hidden = count === 0;
  problems.textContent = count === 1 ? 'One field still needs your attention.' : `${count} fields still need your attention.`;
}

/** @param {import('./cart.js').Cart} cart */
function showOrder(cart) {
  const rows = cart.lines.map((line) => {
    const row = document.createElement('li');
    row.textContent = `${line.quantity} × ${line.name}`;
    return row;
  });
  byId('order-lines', HTMLElement).replaceChildren(...rows);
  byId('products-sum', HTMLElement).textContent = price(cart.cents);
  byId('total', HTMLElement).textContent = price(cart.cents);
}

/** @param {import('./cart.js').Cart} cart */
function showDelivery(cart) {
  const cost = delivery(cart.cents);
  byId('delivery', HTMLElement).textContent = cost > 0 ? price(cost) : 'free';
  byId('total', HTMLElement).textContent = price(cart.cents + cost);
}
