/** What the site owner wrote on the script element, and where that came from. */

/** The tag's own element; null where it was not loaded as a classic script. */
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)

/** Whether there is an element to read at all. */
export const installed = !!script?.src

/**
 * data-site, data-consent, data-nonce, data-locale, data-cart, data-query and data-engine, each missing when nothing was written.
 * @type {DOMStringMap}
 */
export const options = script?.dataset || {}

/** The nonce that a page's policy asks for, '' for none. */
export const nonce = options.nonce || script?.nonce || ''

/** BCP 47: what the owner wrote, else the document's language, else the browser's. */
export const language = () => options.locale || document.documentElement.lang || navigator.language

/** What the owner lets us say of the address's query, by name. */
export function query() {
  const given = new URLSearchParams(location.search)
  const allowed = (options.query || '').split(' ').filter((name) => given.has(name))
  return Object.fromEntries(allowed.map((name) => [name, given.get(name)]))
}

/**
 * @param {string} path relative to heed.js, which may lie below a path itself
 * @returns {string}
 */
export const address = (path) => new URL(path, script?.src).href

/**
 * @param {'socket' | 'batch'} way
 * @returns {string} where the collector listens
 */
export const endpoint = (way) => address(`v1/${way}?site=` + encodeURIComponent(options.site || ''))
