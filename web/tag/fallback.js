/**
 * The way without a socket: what is pending goes by POST. Fetched where the socket does not open; it lives on what the tag hands
 * to it.
 */
import { listOf } from './json.js'
import { POLL_EVERY } from './limits.js'

/**
 * What the tag does: `ask` posts what is pending, `flush` delivers all of it, `frame` takes one as the socket would have brought
 * it, `refused` ends the conversation, `expecting` says whether news can come no other way.
 * @typedef {object} Tag
 * @property {() => Promise<Response>} ask
 * @property {() => unknown[]} pending
 * @property {() => void} flush
 * @property {(frame: any) => void} frame
 * @property {() => void} refused
 * @property {() => boolean} expecting
 * @property {(failures: number) => number} backoff
 * @property {(ms: number, fn: () => void) => unknown} later
 * @property {<A extends any[]>(fn: (...args: A) => void) => (...args: A) => void} guard
 */

/**
 * `post` posts what is pending, with `force` also when nothing is; `pause` waits for so many seconds, 0 for ever longer
 * @typedef {{post: (force?: boolean) => void, pause: (seconds: number) => void}} Fallback
 */

/** @param {Tag} tag @returns {Fallback} */
export function begin({ ask, pending, flush, frame, refused, expecting, backoff, later, guard }) {
  let posting = false
  let failures = 0 // in a row
  let notBefore = 0 // no batch sooner, as performance.now()

  function post(force = false) {
    if (posting || performance.now() < notBefore || !(force || pending().length)) return
    posting = true // one request at a time
    ask().then(async (response) => {
      const frames = response.ok ? framesOf(await response.json()) : []
      guard(answered)(response, frames)
    }).catch(guard(() => pause(0)))
  }

  /**
   * @param {Response} response
   * @param {any[]} frames
   */
  function answered({ status, headers }, frames) {
    if (status === 403) return refused()
    if (!frames.length) return pause(Number(headers.get('Retry-After')))
    const before = pending().length
    posting = false
    failures = 0
    frames.forEach(frame)
    // An answer that takes nothing off us would be asked for again at once, and again.
    if (pending().length < before) post()
    else if (before) pause(0)
  }

  /** Too many requests, or a collector that is not well. @param {number} seconds */
  function pause(seconds) {
    posting = false
    const wait = 1000 * seconds || backoff(failures++)
    notBefore = Math.max(notBefore, performance.now() + wait)
    later(wait + 1, flush)
  }

  function poll() {
    if (expecting()) post(true)
    later(POLL_EVERY, poll)
  }

  poll()
  return { post, pause }
}

/** @param {any} answer @returns {any[]} frames as the socket would have brought them */
function framesOf({ acked, welcome, rejected, acts, chats }) {
  const each = (/** @type {string} */ t, /** @type {any} */ list) => listOf(list).map((one) => ({ ...one, t }))
  return [
    { t: 'ack', ids: acked },
    ...each('welcome', [welcome]),
    ...each('error', rejected),
    ...each('act', acts),
    ...each('chat', chats),
  ]
}
