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
 */
export function emit(name, detail) {
  // Each in a task of its own: an error of the page's function is the page's, and reported as such.
  for (const fn of listeners.get(name) || []) queueMicrotask(() => fn(detail))
  window.dispatchEvent(new CustomEvent('heed:' + name, { detail }))
  const layer = /** @type {any} */ (window).dataLayer
  const event = layerName(name, detail)
  if (event && Array.isArray(layer)) queueMicrotask(() => layer.push({ event, heed: detail }))
}

/**
 * The event's name in the dataLayer, if it has one there.
 * @param {string} name
 * @param {any} detail
 */
function layerName(name, detail) {
  if (name === 'shown') return `heed_${detail.type}_shown`
  if (name === 'answer') return 'heed_survey_answered'
  return name === 'chat' && detail.state === 'opened' && 'heed_chat_opened'
}

/** @param {string} message tells the page that it called us wrongly */
export const invalid = (message) => emit('error', { code: 'invalid', message })
