/** Requests of the page, and errors in it. */
import { put } from './agent.js'
import { numberOfKey } from './number.js'
import { ERROR, REQUEST } from './record.js'
import { guard, listen, now, patch } from './scope.js'

/** @returns {(failed: boolean, address: unknown) => void} to be called when it ends; what comes after that is nothing */
function begin() {
  let began = now()
  put(REQUEST, 0, 0, 1)
  return guard((failed, address) => {
    if (began) put(REQUEST, numberOfKey(String(address).split('?')[0]), 0, failed ? -2 : -1, now() - began)
    began = 0
  })
}

/** Watches fetch, XMLHttpRequest and what nobody catches. */
export function watchRequests() {
  patch(window, 'fetch', (_, [request], result) => {
    const end = begin()
    Promise.resolve(result).then(
      ({ status, url }) => end(status >= 400, url),
      (error) => end(error?.name !== 'AbortError', request?.url || request)) // one that the page gave up is no failure
  })
  patch(XMLHttpRequest.prototype, 'send', (xhr) => {
    if (xhr.readyState === 4) return
    const end = begin()
    listen(xhr, {
      abort: () => end(false, ''),
      loadend: () => end(!xhr.status || xhr.status >= 400, xhr.responseURL),
    })
  })
  listen(window, {
    // A picture that does not load is an error event with neither.
    'error unhandledrejection': ({ message, reason }) => {
      const said = message || reason?.message || reason
      // What is no text is all the same: a key lives long, and must hold nothing of the page's.
      if (said && !/^Script error|ResizeObserver/.test(message)) put(ERROR, numberOfKey(typeof said === 'string' ? said : 0))
    },
  }, true)
}
