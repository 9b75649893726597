/** What the site owner wrote on the script element. */

/**
 * @typedef {Object} Config
 * @property {string} base     where heed.js came from, ending in /
 * @property {string} site     the site's key
 * @property {boolean} ask     nothing may run before the page has said heed('consent', …)
 * @property {string} nonce
 * @property {string} locale   '' for the document's or the browser's
 * @property {string} cart     gtm | shopify | woo | off
 */

/**
 * @param {HTMLScriptElement} script
 * @returns {Config}
 */
export function readConfig(script) {
  const { site, consent, nonce, locale, cart } = script.dataset
  return {
    base: new URL('.', script.src).href,
    site: site || '',
    ask: consent === 'required',
    nonce: nonce || script.nonce || '',
    locale: locale || '',
    cart: cart || 'gtm',
  }
}

/**
 * @param {Config} config
 * @param {'v1/socket' | 'v1/batch'} path
 * @returns {string}
 */
export function endpoint(config, path) {
  const url = config.base + path + '?site=' + encodeURIComponent(config.site)
  return path === 'v1/socket' ? url.replace(/^http/, 'ws') : url
}
