/** The WebSocket to the collector: opened again and again, ever less often, with jitter over the whole wait. */
import { endpoint } from './config.js'
import { hello } from './identity.js'
import { attempt } from './json.js'
import { OPEN_WITHIN } from './limits.js'
import { note } from './outbox.js'
import { backoff, guard, later } from './scope.js'

/** @type {WebSocket | undefined} */
let socket
/** Whether the collector has said welcome and not gone since. */
export let welcome = false
let failures = 0
let timer = 0

/**
 * Does nothing when the socket is open or opening.
 * @param {(frame: any) => void} receive
 * @param {(times: number) => void} failed how often in a row it did not come to a welcome
 */
export function openSocket(receive, failed) {
  if (socket) return
  clearTimeout(timer)
  const mine = (socket = new WebSocket(endpoint('socket').replace(/^http/, 'ws'), 'heed.v1'))
  const lost = () => {
    if (socket !== mine) return
    const open = welcome
    closeSocket()
    if (!open) failed(++failures)
    timer = later(backoff(failures), () => openSocket(receive, failed))
  }
  timer = later(OPEN_WITHIN, lost)
  mine.onclose = guard(lost)
  mine.onopen = guard(() => transmit(hello()))
  mine.onmessage = guard(({ data }) => {
    const frame = socket === mine && attempt(() => JSON.parse(data))
    if (!frame) return
    if (frame.t === 'welcome') {
      clearTimeout(timer)
      welcome = true
      failures = 0
    }
    receive(frame)
  })
}

/** Closes it until it is opened again. */
export function closeSocket() {
  const old = socket
  clearTimeout(timer)
  socket = undefined
  welcome = false
  old?.close()
}

/** @param {import('./outbox.js').Draft} frame */
export function transmit(frame) {
  socket?.send(JSON.stringify(frame))
  note(frame)
}
