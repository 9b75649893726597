/** The page's own requests, as they end, and reading a cart once they are done. */

/** Pages change a cart in several steps; it is read when none has come for this long, in ms. */
const SETTLED = 200

/**
 * @param {typeof import('../scope.js').guard} guard
 * @param {() => void} fn
 * @returns {() => void} calls fn once for all calls in a row
 */
export function settled(guard, fn) {
  let timer = 0
  return () => {
    clearTimeout(timer)
    timer = window.setTimeout(guard(fn), SETTLED)
  }
}

/**
 * @param {typeof import('../scope.js').patch} patch
 * @param {typeof import('../scope.js').listen} listen
 * @param {typeof import('../scope.js').guard} guard
 * @param {(url: string) => void} onEnd told the address that was asked for: shops answer some of them with a redirect
 */
export function watchRequests(patch, listen, guard, onEnd) {
  patch(window, 'fetch', (_, [what], result) => {
    const ended = guard(() => onEnd(what?.url || String(what)))
    Promise.resolve(result).then(ended, ended)
  })
  patch(XMLHttpRequest.prototype, 'open', (xhr, [, url]) => listen(xhr, { loadend: () => onEnd(String(url)) }))
}
