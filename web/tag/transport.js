/** Brings the outbox to the collector: by socket, by batch while the socket does not open, by beacon on leaving. */
import { ask, beacon } from './batch.js'
import { address } from './config.js'
import { invalid } from './events.js'
import { session } from './identity.js'
import { SOCKET_FAILURES } from './limits.js'
import { add, items, remove, saveSent } from './outbox.js'
import { backoff, guard, later, listen, onEnd } from './scope.js'
import { closeSocket, openSocket, transmit, welcome } from './socket.js'

let started = false
let refused = false // the collector does not want this site or page at all
let expecting = false // it may have something to say at any time
/** @type {import('./fallback.js').Fallback | undefined} once the socket has failed */
let fallback

/** @type {(frame: any) => void} */
let receive = () => {}

/**
 * Begins to speak with the collector, once in a life.
 * @param {(frame: any) => void} onFrame welcome, act, chat, error
 */
export function connect(onFrame) {
  if (started || refused) return
  started = true
  receive = onFrame
  open()
  listen(window, {
    visibilitychange: () => document.hidden && leave(),
    pagehide() {
      leave()
      closeSocket() // an open socket keeps the page out of the back/forward cache
    },
    pageshow: (e) => e.persisted && open(),
  })
  onEnd(stop)
}

function stop() {
  closeSocket()
  started = expecting = false
  fallback = undefined
}

const open = () => started && openSocket(frame, failed)

/** Says hello again: somebody else is here. */
export function restart() {
  closeSocket()
  open()
}

/** Beacons what is pending. */
export function leave() {
  saveSent()
  if (started) beacon()
}

/**
 * Puts an item into the outbox and sends it as soon as that is possible.
 * @param {import('./outbox.js').Draft} draft
 * @returns {string | undefined} its id, undefined when it cannot be sent at all
 */
export function send(draft) {
  session()
  const item = add(draft)
  if (item) deliver(item)
  else invalid(draft.t)
  return item?.id
}

/** @param {import('./outbox.js').Item} item */
function deliver(item) {
  if (welcome) transmit(item)
  else fallback?.post()
}

/** From now on the collector may have something to say at any time. */
export function chatting() {
  expecting = true
}

/** @param {any} frame */
function frame(frame) {
  const { t, id, ids, retry_after: seconds } = frame
  if (t === 'ack') return remove(ids)
  // Refused for now: it stays, and goes with all that is pending when the time has come.
  if (t === 'error' && seconds > 0) return fallback ? fallback.pause(seconds) : later(1000 * seconds + 1, flush)
  if (t === 'error') remove([id])
  receive(frame)
  if (t === 'welcome' && welcome) flush()
}

const flush = () => items.forEach(deliver)

/** @param {number} times in a row */
function failed(times) {
  if (times < SOCKET_FAILURES) return
  import(address(FALLBACK_URL)).then(guard(({ begin }) => {
    fallback ||= begin({
      ask, pending: () => items, flush, frame, backoff, later, guard,
      refused() {
        refused = true
        stop()
      },
      expecting: () => expecting && started && !welcome && !document.hidden,
    })
    // The second failure asks the batch why: only there a refusal can be read.
    fallback?.post(times === SOCKET_FAILURES)
  }), () => {}) // without it what is pending stays, for the socket or the beacon
}
