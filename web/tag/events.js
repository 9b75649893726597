/** What the page may know and act on: heed('on', …), window events, dataLayer. */

/** @typedef {(name: string, detail: any) => void} Emit */

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

/**
 * @returns {{emit: Emit, on: (name: unknown, fn: unknown) => void, off: (name: unknown, fn: unknown) => void}}
 */
export function createEvents() {
  /** @type {Map<unknown, Set<Function>>} */
  const listeners = new Map()
  return {
    emit(name, detail) {
      // In a task of its own: an error of the page's function stays the page's.
      for (const fn of listeners.get(name) || []) queueMicrotask(() => fn(detail))
      window.dispatchEvent(new CustomEvent('heed:' + name, { detail }))
      const layer = /** @type {any} */ (window).dataLayer
      const event = layerName(name, detail)
      if (event && Array.isArray(layer)) queueMicrotask(() => layer.push({ event, heed: detail }))
    },
    on(name, fn) {
      if (typeof fn !== 'function') return
      listeners.set(name, (listeners.get(name) || new Set()).add(fn))
    },
    off: (name, fn) => void listeners.get(name)?.delete(/** @type {Function} */ (fn)),
  }
}
