/** The product page: its pictures, the quantity, and «Add to cart». */

import { MOST } from './cart.js';
import { byId, within } from './page.js';
import { cartIs, push, pushChange } from './report.js';
import { startStepper } from './stepper.js';

/**
 * Starts the product page.
 * @param {import('./cart.js').Cart} cart
 * @param {import('./page.js').Product[]} products
 * @param {() => void} changed called after the cart has changed
 */
export function startProduct(cart, products, changed) {
  const slug = within(document, '[data-slug]', HTMLElement).dataset.slug;
  const product = products.find((p) => p.slug === slug);
  if (!product) throw new Error(`the page shows ${slug}, which is not among its products`);
  push('view_item', [{ ...product, quantity: 1 }]);
  startGallery(byId('gallery', HTMLElement));

  const output = byId('qty', HTMLOutputElement);
  startStepper(
    { minus: byId('qty-minus', HTMLButtonElement), plus: byId('qty-plus', HTMLButtonElement), output },
    { least: 1, most: MOST, initial: 1 },
    () => {},
  );

  const added = byId('added', HTMLElement);
  byId('add-to-cart', HTMLButtonElement).addEventListener('click', () => {
    const change = cart.set(product.slug, cart.quantity(product.slug) + Number(output.value));
    pushChange(product, change);
    cartIs(cart);
    changed();
    say(added, change, cart.quantity(product.slug));
  });
}

/**
 * Says what a press on «Add to cart» did, with a way on to the cart.
 * @param {HTMLElement} line
 * @param {number} change
 * @param {number} now
 */
function say(line, change, now) {
  const link = document.createElement('a');
  link.href = '/demo/cart';
  link.textContent = 'Go to cart';
  const text = change > 0 ? `Added ${change}. You have ${now} in your cart. ` : `You have ${now} in your cart, the most we sell at once. `;
  line.replaceChildren(text, link);
}

/** @param {HTMLElement} gallery */
function startGallery(gallery) {
  const slides = [...gallery.querySelectorAll('img')];
  const place = byId('gallery-place', HTMLElement);
  let shown = 0;

  /** @param {number} by */
  const turn = (by) => {
    shown = (shown + by + slides.length) % slides.length;
    slides.forEach((slide, i) => (slide.hidden = i !== shown));
    place.textContent = `Picture ${shown + 1} of ${slides.length}`;
  };

  byId('gallery-prev', HTMLButtonElement).addEventListener('click', () => turn(-1));
  byId('gallery-next', HTMLButtonElement).addEventListener('click', () => turn(+1));
}
