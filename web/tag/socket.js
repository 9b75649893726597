/** The WebSocket to the collector: opened again and again, ever less often, with jitter over the whole wait. */

const FIRST_WAIT = 1000
const LONGEST_WAIT = 60 * 1000

/** A socket that neither opens nor fails is given up after this long (ms): some proxies swallow the upgrade. */
const OPEN_WITHIN = 10 * 1000

/**
 * @typedef {Object} Socket
 * @property {() => void} open            does nothing when it is open or opening
 * @property {() => void} close           until the next open
 * @property {(frame: object) => boolean} send  false when the collector has not yet said welcome
 * @property {() => boolean} ready
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {string} url
 * @param {{hello: () => object, frame: (frame: any) => void, failed: (times: number) => void}} on
 *   `failed`: how often in a row it did not come to a welcome
 * @returns {Socket}
 */
export function createSocket(scope, url, on) {
  /** @type {WebSocket | undefined} */
  let socket
  let welcome = false
  let failures = 0
  let cancel = () => {}

  const open = () => {
    cancel()
    if (socket) return
    const mine = (socket = new WebSocket(url, 'heed.v1'))
    const current = (/** @type {(event: any) => void} */ fn) => scope.guard((event) => {
      if (socket === mine) fn(event)
    })
    cancel = scope.later(OPEN_WITHIN, close(true))
    mine.onopen = current(() => mine.send(JSON.stringify(on.hello())))
    mine.onmessage = current((event) => receive(event.data))
    mine.onclose = current(close(true))
  }
  const receive = (/** @type {unknown} */ text) => {
    const frame = parse(text)
    if (!frame) return
    if (frame.t === 'welcome') {
      cancel()
      welcome = true
      failures = 0
    }
    on.frame(frame)
  }
  const close = (/** @type {boolean} */ again) => () => {
    const old = socket
    const lost = old && !welcome
    cancel()
    socket = undefined
    welcome = false
    old?.close()
    if (!again) return
    if (lost) on.failed(++failures)
    cancel = scope.later(Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures), open)
  }
  scope.onEnd(close(false))
  return {
    open,
    close: close(false),
    ready: () => welcome,
    send(frame) {
      if (!welcome) return false
      socket?.send(JSON.stringify(frame))
      return true
    },
  }
}

/**
 * @param {unknown} text
 * @returns {any} undefined for what is no object
 */
function parse(text) {
  try {
    const frame = JSON.parse(String(text))
    return frame && typeof frame === 'object' ? frame : undefined
  } catch {
    return undefined
  }
}
