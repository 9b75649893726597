/** Brings the outbox to the collector: by socket, by batch while the socket does not open, by beacon on leaving. */
import { createBatch } from './batch.js'
import { endpoint } from './config.js'
import { createSocket } from './socket.js'

/** After this many failures in a row the batch takes over; the socket goes on trying. */
const ENOUGH = 2

/** A chat without a socket asks for news this often (ms). */
const POLL = 2500

/**
 * @typedef {Object} Transport
 * @property {(draft: import('./outbox.js').Draft) => boolean} send  false when the item cannot be sent at all
 * @property {() => void} start
 * @property {() => void} chatting  from now on the collector may have something to say at any time
 * @property {() => void} restart   say hello again: somebody else is here
 * @property {() => void} leave     beacon what is pending
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./config.js').Config} config
 * @param {import('./outbox.js').Outbox} outbox
 * @param {() => import('./outbox.js').Draft} hello
 * @param {(frame: any) => void} onFrame welcome, act, chat, error
 * @returns {Transport}
 */
export function createTransport(scope, config, outbox, hello, onFrame) {
  let started = false
  let blocked = false
  let polling = false
  let stopped = false

  const frame = (/** @type {any} */ frame) => {
    if (frame.t === 'ack') return outbox.remove(frame.ids)
    if (frame.t === 'error' && frame.id) outbox.remove([frame.id])
    onFrame(frame)
    if (frame.t === 'welcome' && socket.ready()) {
      blocked = false
      for (const item of outbox.pending()) deliver(item)
    }
  }
  const deliver = (/** @type {import('./outbox.js').Item} */ item) => {
    if (socket.send(item)) outbox.note([item])
    else if (blocked) batch.post()
  }
  const socket = createSocket(scope, endpoint(config, 'v1/socket'), {
    hello() {
      const said = hello()
      outbox.note([said])
      return said
    },
    frame,
    failed(times) {
      blocked = times >= ENOUGH
      // The second failure asks the batch why: only there a refusal can be read.
      if (blocked) batch.post(times === ENOUGH)
    },
  })
  const batch = createBatch(scope, endpoint(config, 'v1/batch'), outbox, {
    hello,
    frame,
    refused() {
      stopped = true
      socket.close()
    },
  })
  const start = () => {
    if (started || stopped) return
    started = true
    socket.open()
    scope.listen(document, 'visibilitychange', () => document.hidden && leave())
    scope.listen(window, 'pagehide', () => {
      leave()
      socket.close() // an open socket keeps the page out of the back/forward cache
    })
    scope.listen(window, 'pageshow', (e) => e.persisted && !stopped && socket.open())
  }
  const leave = () => {
    outbox.save()
    if (started && !stopped) batch.beacon()
  }
  const poll = () => {
    if (stopped) return
    if (blocked && !socket.ready() && !document.hidden) batch.post(true)
    scope.later(POLL, poll)
  }
  return {
    start,
    leave,
    send(draft) {
      const item = outbox.add(draft)
      if (item && started && !stopped) deliver(item)
      return !!item
    },
    chatting() {
      if (polling) return
      polling = true
      poll()
    },
    restart() {
      if (!started || stopped) return
      socket.close()
      socket.open()
    },
  }
}
