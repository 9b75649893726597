/**
 * The cart. It lives in the visitor's browser as {slug: quantity}; names and prices always come from the page, so that a
 * stored cart can never hold an old price.
 */

/**
 * @typedef {import('./page.js').Product} Product
 * @typedef {Product & {quantity: number}} Line
 */

const KEY = 'fjord-fern.cart';

/** At most this many of one product, as the steppers allow. */
export const MOST = 99;

/** The visitor's cart. */
export class Cart {
  #products;
  #storage;
  /** @type {Map<string, number>} quantity by slug, in the order the products were added */
  #quantities = new Map();

  /** Whether nothing was ever stored: the visitor is new, or has just started over. */
  untouched = true;

  /**
   * @param {Product[]} products
   * @param {Storage | null} storage null, or throwing on every call, where the visitor blocks storage
   */
  constructor(products, storage) {
    this.#products = new Map(products.map((p) => [p.slug, p]));
    this.#storage = storage;
    this.#load();
  }

  /** @returns {Line[]} */
  get lines() {
    return [...this.#quantities].flatMap(([slug, quantity]) => {
      const product = this.#products.get(slug);
      return product ? [{ ...product, quantity }] : [];
    });
  }

  /** Pieces, over all lines. */
  get count() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  /** Value in cents, without delivery. */
  get cents() {
    return centsOf(this.lines);
  }

  /**
   * How many of that product are in the cart.
   * @param {string} slug
   */
  quantity(slug) {
    return this.#quantities.get(slug) ?? 0;
  }

  /**
   * Sets how many of that product are in the cart, within 0 and MOST, and returns by how many that changed it.
   * @param {string} slug
   * @param {number} wanted
   */
  set(slug, wanted) {
    const before = this.quantity(slug);
    const after = Math.min(Math.max(wanted, 0), MOST);
    if (after > 0) this.#quantities.set(slug, after);
    else this.#quantities.delete(slug);
    this.#save();
    return after - before;
  }

  /** Empties the cart. */
  clear() {
    this.#quantities.clear();
    this.#save();
  }

  /** Forgets that there ever was a cart. */
  forget() {
    this.#quantities.clear();
    try {
      this.#storage?.removeItem(KEY);
    } catch {
      // Storage is blocked: nothing was stored either.
    }
  }

  #load() {
    try {
      const stored = this.#storage?.getItem(KEY) ?? null;
      this.untouched = stored === null;
      for (const [slug, n] of Object.entries(JSON.parse(stored ?? '{}'))) {
        if (this.#products.has(slug) && Number.isInteger(n) && n > 0) this.#quantities.set(slug, Math.min(n, MOST));
      }
    } catch {
      // Blocked storage, or something that is no cart: begin with an empty one.
    }
  }

  #save() {
    this.untouched = false;
    try {
      this.#storage?.setItem(KEY, JSON.stringify(Object.fromEntries(this.#quantities)));
    } catch {
      // Storage is blocked or full: the cart lasts as long as this page.
    }
  }
}

/**
 * The value of lines in cents.
 * @param {Line[]} lines
 */
export function centsOf(lines) {
  return lines.reduce((sum, line) => sum + line.cents * line.quantity, 0);
}
