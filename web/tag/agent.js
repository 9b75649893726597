/** The agent: compiled Go that reads records and emits signals. The page holds one timer for it. */
import { SIGNALS, TICK } from './record.js'

/**
 * @typedef {{kind: string, score: number, target: number, at: number, data: Record<string, number>}} Signal
 *   `at` in ms since the page began
 */

/**
 * Writes one record; see agent/record.go for the meaning of each number. It is of now unless `at` is given.
 * @typedef {(kind: number, target?: number, flags?: number, x?: number, y?: number, a?: number, b?: number, at?: number)
 *   => void} Put
 */

/**
 * @typedef {Object} Agent
 * @property {Put} put
 * @property {(settings: (number | null)[]) => void} configure  thresholds in the agent's order, null keeps a default
 */

/**
 * Loads the agent. Rejects when the page's policy or the network forbids it.
 * @param {string} url
 * @param {import('./scope.js').Scope} scope
 * @param {(signal: Signal) => void} onSignal
 * @returns {Promise<Agent>}
 */
export async function loadAgent(url, scope, onSignal) {
  const emit = scope.guard((/** @type {number} */ kind, /** @type {number} */ score, /** @type {number} */ target,
    /** @type {number} */ at, /** @type {number[]} */ ...numbers) => {
    const [name, ...fields] = SIGNALS[kind]
    const data = Object.fromEntries(fields.map((field, i) => [field, numbers[i]]))
    onSignal({ kind: name, score, target, at, data })
  })
  const { instance } = await WebAssembly.instantiateStreaming(fetch(url, { credentials: 'omit' }), { heed: { emit } })
  const wasm = /** @type {any} */ (instance.exports)
  wasm._initialize()
  const start = wasm.records()
  const view = () => new DataView(wasm.memory.buffer, start)
  let memory = view()
  let due = Infinity
  let cancel = () => {}

  /** @type {Put} */
  const put = (kind, target = 0, flags = 0, x = 0, y = 0, a = 0, b = 0, at = performance.now()) => {
    memory.setUint8(0, kind)
    memory.setUint8(1, flags)
    memory.setUint32(4, target, true)
    memory.setFloat64(8, at, true)
    memory.setFloat32(16, x, true)
    memory.setFloat32(20, y, true)
    memory.setFloat32(24, a, true)
    memory.setFloat32(28, b, true)
    const wait = wasm.push(1)
    if (wait >= 0) wake(performance.now() + wait)
  }
  // A timer that is due earlier stays: waking the agent too soon is harmless, it answers when it wants to be called again.
  const wake = (/** @type {number} */ when) => {
    if (when >= due) return
    cancel()
    due = when
    cancel = scope.later(when - performance.now(), () => {
      due = Infinity
      put(TICK)
    })
  }
  return {
    put,
    configure(settings) {
      settings.forEach((value, i) => memory.setFloat32(4 * i, value ?? NaN, true))
      wasm.configure(settings.length)
    },
  }
}
