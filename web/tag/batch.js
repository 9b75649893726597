/** The way without a socket: the same frames by POST, and by beacon when the page goes. */

import { sizeOf } from './outbox.js'

/** Beacons and keep-alive requests share 64 KiB per page; the rest is for commas and brackets. */
const LONGEST = 60 * 1024

const FIRST_WAIT = 2000
const LONGEST_WAIT = 60 * 1000

/**
 * @typedef {Object} Batch
 * @property {(force?: boolean) => void} post  what is pending; with `force` also when nothing is. One request at a time
 * @property {() => void} beacon               what is pending, without an answer
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {string} url
 * @param {import('./outbox.js').Outbox} outbox
 * @param {{hello: () => import('./outbox.js').Draft, frame: (frame: any) => void, refused: () => void}} on
 *   `refused`: the collector does not want this site or page at all
 * @returns {Batch}
 */
export function createBatch(scope, url, outbox, on) {
  // The page's fetch is counted as its traffic once capture has begun; ours is not.
  const request = window.fetch
  let busy = false
  let failures = 0
  let notBefore = 0

  const post = (force = false) => {
    const items = outbox.pending()
    if (busy || (!items.length && !force)) return
    const wait = notBefore - performance.now()
    if (wait > 0) return
    busy = true
    const [body, frames] = pack(on.hello(), items)
    outbox.note(frames)
    request(url, { method: 'POST', body, keepalive: true, credentials: 'omit', headers: { 'Content-Type': 'text/plain' } })
      .then(scope.guard(answered)).catch(scope.guard(() => pause(0)))
  }
  const answered = (/** @type {Response} */ response) => {
    if (response.status === 403) return on.refused()
    if (!response.ok) return pause(1000 * (Number(response.headers.get('Retry-After')) || 0))
    return response.json().then(scope.guard(deliver))
  }
  const deliver = (/** @type {any} */ answer) => {
    busy = false
    failures = 0
    outbox.remove(answer.acked)
    const frames = (/** @type {string} */ t, /** @type {unknown} */ list) => {
      for (const frame of Array.isArray(list) ? list : []) on.frame({ ...frame, t })
    }
    if (answer.welcome) frames('welcome', [answer.welcome])
    frames('error', answer.rejected)
    frames('act', answer.acts)
    frames('chat', answer.chats)
    post()
  }
  // Too many requests, or a collector that is not well: wait as long as it asks, else ever longer.
  const pause = (/** @type {number} */ asked) => {
    busy = false
    const wait = asked || Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++)
    notBefore = performance.now() + wait
    scope.later(wait + 1, () => post())
  }
  return {
    post,
    beacon() {
      const items = outbox.pending()
      if (!items.length) return
      const [body, frames] = pack(on.hello(), items)
      outbox.note(frames)
      navigator.sendBeacon(url, body)
    },
  }
}

/**
 * @param {import('./outbox.js').Draft} hello
 * @param {import('./outbox.js').Item[]} items
 * @returns {[string, import('./outbox.js').Draft[]]} the body, and what is in it: the oldest items that fit
 */
function pack(hello, items) {
  let room = LONGEST - sizeOf(hello)
  const taken = items.filter((item) => (room -= sizeOf(item)) > 0)
  return [JSON.stringify({ hello, items: taken }), [hello, ...taken]]
}
