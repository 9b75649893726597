/** The way without a socket: the same frames by POST, and by beacon when the page goes. */
import { endpoint } from './config.js'
import { hello } from './identity.js'
import { listOf, sizeOf } from './json.js'
import { LONGEST_BATCH } from './limits.js'
import { note, pending } from './outbox.js'
import { request } from './scope.js'

/** @returns {string} a hello and the oldest pending items that fit */
function pack() {
  const said = hello()
  let room = LONGEST_BATCH - sizeOf(said)
  const items = pending().filter((item) => (room -= sizeOf(item)) > 0)
  note(said)
  items.forEach(note)
  return JSON.stringify({ hello: said, items })
}

/**
 * Posts what is pending. Rejects when there is no answer, or none that can be read.
 * @returns {Promise<{status: number, retryAfter: number, frames: any[]}>} seconds to wait, 0 for no word of it; frames as
 *   the socket would have brought them
 */
export async function postBatch() {
  const response = await request(endpoint('batch'), {
    method: 'POST',
    body: pack(),
    keepalive: true,
    credentials: 'omit',
  })
  const { status, ok } = response
  const retryAfter = Number(response.headers.get('Retry-After')) || 0
  return { status, retryAfter, frames: ok ? framesOf(await response.json()) : [] }
}

/** @param {any} answer */
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

/** Sends what is pending without waiting for an answer. */
export function beacon() {
  if (pending().length) navigator.sendBeacon(endpoint('batch'), pack())
}
