/** The agent: compiled Go that reads records and emits signals. The page holds one timer for it. */
import { address } from './config.js'
import { SIGNALS, TICK } from './record.js'
import { guard, later } from './scope.js'

/**
 * `at` in ms since the page began
 * @typedef {(kind: string, score: number, target: number, at: number, data: Record<string, number>) => void} OnSignal
 */

/** @type {any} its exports; undefined while there is none, and nothing is recorded */
let wasm
/** @type {DataView} where it reads */
let memory
/** @type {unknown} */
let settings
let timer = 0

/**
 * Loads the agent. Rejects when the page's policy or the network forbids it.
 * @param {OnSignal} onSignal
 * @param {() => void} onReady
 */
export async function loadAgent(onSignal, onReady) {
  wasm = undefined
  const emit = guard((/** @type {number} */ kind, /** @type {number} */ score, /** @type {number} */ target,
    /** @type {number} */ at, /** @type {number[]} */ ...numbers) => {
    const [name, ...fields] = SIGNALS[kind]
    onSignal(name, score, target, at, Object.fromEntries(fields.map((field, i) => [field, numbers[i]])))
  })
  const ready = guard((/** @type {any} */ exports) => {
    wasm = exports
    wasm._initialize()
    memory = new DataView(wasm.memory.buffer, wasm.records())
    configure(settings)
    onReady()
  })
  const { instance } = await WebAssembly.instantiateStreaming(fetch(address(AGENT_URL)), { heed: { emit } })
  ready(instance.exports)
}

/** @param {unknown} thresholds a list in the agent's order, null keeps a default; anything else says nothing */
export function configure(thresholds) {
  settings = thresholds
  if (!wasm || !Array.isArray(settings)) return
  writeFloats(0, settings)
  wasm.configure(settings.length)
}

/**
 * Writes one record; see agent/record.go for the meaning of each number. It is of now unless `at` is given.
 * @param {number} kind
 */
export function put(kind, target = 0, flags = 0, a = 0, b = 0, x = 0, y = 0, at = performance.now()) {
  if (!wasm) return
  memory.setUint8(0, kind)
  memory.setUint8(1, flags)
  memory.setUint32(4, target, true)
  memory.setFloat64(8, at, true)
  writeFloats(16, [x, y, a, b])
  const wait = wasm.push(1)
  clearTimeout(timer)
  if (wait >= 0) timer = later(wait, () => put(TICK))
}

/**
 * @param {number} offset
 * @param {(number | null)[]} values
 */
const writeFloats = (offset, values) =>
  values.forEach((value, i) => memory.setFloat32(offset + 4 * i, value ?? NaN, true))
