/** The shop's entry: opens the cart, starts what this page needs, and tells Heed what is in the cart. */

import { startBasket } from './basket.js';
import { Cart } from './cart.js';
import { startCheckout } from './checkout.js';
import { startDone } from './order.js';
import { byId, products } from './page.js';
import { startProduct } from './product.js';
import { cartIs, startOver } from './report.js';

const all = products();
const cart = new Cart(all, browserStorage());
const showCount = () => {
  byId('cart-count', HTMLElement).textContent = String(cart.count);
};

/** @type {Record<string, () => void>} */
const starts = {
  product: () => startProduct(cart, all, showCount),
  cart: () => startBasket(cart, showCount),
  checkout: () => startCheckout(cart),
  done: startDone,
};

starts[document.body.dataset.page ?? '']?.();
showCount();
cartIs(cart);

byId('start-over', HTMLButtonElement).addEventListener('click', () => {
  startOver();
  cart.forget();
  location.reload();
});

// A page that comes back with the back button shows the cart as it was when it was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

/** Where the visitor blocks storage, even naming localStorage throws. */
function browserStorage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
