/** What the page may know and act on: heed('on', …), window events, dataLayer. */

/** @type {Map<unknown, Set<Function>>} */
const listeners = new Map()

/**
 * @param {unknown} name
 * @param {unknown} fn
 */
export function on(name, fn) {
  if (typeof fn === 'function') listeners.set(name, (listeners.get(name) || new Set()).add(fn))
}

/**
 * @param {unknown} name
 * @param {any} fn
 */
export const off = (name, fn) => void listeners.get(name)?.delete(fn)

/**
 * @param {string} name
 * @param {any} detail
 * @param {string} [event] what it is called in the dataLayer, if it goes there
 */
export function emit(name, detail, event) {
  // Each in a task of its own: an error of the page's function is the page's, and reported as such.
  for (const fn of listeners.get(name) || []) queueMicrotask(() => fn(detail))
  window.dispatchEvent(new CustomEvent('heed:' + name, { detail }))
  const layer = /** @type {any} */ (window).dataLayer
  if (event && Array.isArray(layer)) queueMicrotask(() => layer.push({ event, heed: detail }))
}

/** @param {string} call tells the page that it called us wrongly */
export const invalid = (call) => emit('error', { code: 'invalid', message: 'Check the call of ' + call })
