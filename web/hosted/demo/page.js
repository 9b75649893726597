/** What every page of the shop has: typed look-up of its elements, and the products written into it. */

/**
 * One product as the server writes it into the page.
 * @typedef {{slug: string, name: string, kind: string, cents: number}} Product
 */

/**
 * The element with that id. Templates and scripts belong together, so a missing one is a mistake of ours and throws.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  return within(document, '#' + id, type);
}

/**
 * The first element inside root that matches the selector.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function within(root, selector, type) {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${type.name} ${selector}`);
}

/**
 * Every product of the shop.
 * @returns {Product[]}
 */
export function products() {
  return JSON.parse(byId('products', HTMLScriptElement).text);
}
