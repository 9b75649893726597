/** Brings the outbox to the collector: by socket, by batch while the socket does not open, by beacon on leaving. */
import { beacon, postBatch } from './batch.js'
import { invalid } from './events.js'
import { session } from './identity.js'
import { POLL_EVERY, SOCKET_FAILURES } from './limits.js'
import { add, pending, remove, saveSent } from './outbox.js'
import { backoff, guard, later, listen, onEnd } from './scope.js'
import { closeSocket, isOpen, openSocket, transmit } from './socket.js'

let started = false
let refused = false // the collector does not want this site or page at all
let blocked = false // the socket does not open
let polling = false
let posting = false
let failures = 0 // of batches in a row
let notBefore = 0 // no batch sooner, as performance.now()

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
  started = blocked = polling = posting = false
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
  if (isOpen()) transmit(item)
  else if (blocked) post()
}

/** From now on the collector may have something to say at any time. */
export function chatting() {
  if (polling) return
  polling = true
  poll()
}

function poll() {
  if (!started) return
  if (blocked && !isOpen() && !document.hidden) post(true)
  later(POLL_EVERY, poll)
}

/** @param {any} frame */
function frame(frame) {
  const { t, id, ids, retry_after: seconds } = frame
  if (t === 'ack') return remove(ids)
  // Refused for now: it stays, and goes with all that is pending when the time has come.
  if (t === 'error' && seconds > 0) return pause(seconds)
  if (t === 'error') remove([id])
  receive(frame)
  if (t === 'welcome' && isOpen()) {
    blocked = false
    flush()
  }
}

const flush = () => pending().forEach(deliver)

/** @param {number} times in a row */
function failed(times) {
  blocked = times >= SOCKET_FAILURES
  // The second failure asks the batch why: only there a refusal can be read.
  if (blocked) post(times === SOCKET_FAILURES)
}

/** One request at a time; with `force` also when nothing is pending. */
function post(force = false) {
  if (posting || performance.now() < notBefore || !(force || pending().length)) return
  posting = true
  postBatch().then(guard(answered), guard(() => pause(0)))
}

/** @param {Awaited<ReturnType<typeof postBatch>>} answer */
function answered({ status, retryAfter, frames }) {
  if (status === 403) {
    refused = true
    return stop()
  }
  if (!frames.length) return pause(retryAfter)
  const before = pending().length
  posting = false
  failures = 0
  frames.forEach(frame)
  // An answer that takes nothing off us would be asked for again at once, and again.
  if (pending().length < before) post()
  else if (before) pause(0)
}

/**
 * Too many requests, or a collector that is not well: waits as long as it asks, else ever longer.
 * @param {number} seconds
 */
function pause(seconds) {
  posting = false
  const wait = 1000 * seconds || backoff(failures++)
  notBefore = Math.max(notBefore, performance.now() + wait)
  later(wait + 1, flush)
}
