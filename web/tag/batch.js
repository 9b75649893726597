/** The way without a socket: the same frames by POST, and by beacon when the page goes. */
import { endpoint } from './config.js'
import { hello } from './identity.js'
import { sizeOf } from './json.js'
import { LONGEST_BATCH } from './limits.js'
import { items, note } from './outbox.js'
import { request } from './scope.js'

/** @returns {string} a hello and the oldest pending items that fit */
function pack() {
  const said = hello()
  let room = LONGEST_BATCH - sizeOf(said)
  const fitting = items.filter((item) => (room -= sizeOf(item)) > 0)
  note(said)
  fitting.forEach(note)
  return JSON.stringify({ hello: said, items: fitting })
}

/** Posts what is pending. */
export const ask = () => request(endpoint('batch'), { method: 'POST', body: pack(), keepalive: true, credentials: 'omit' })

/** Sends what is pending without waiting for an answer. */
export function beacon() {
  if (items.length) navigator.sendBeacon(endpoint('batch'), pack())
}
