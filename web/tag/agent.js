/** The agent: compiled Go that reads records and emits signals. The page holds one timer for it. */
import { address, options } from './config.js'
import { SIGNALS, SURFACE, TICK } from './record.js'
import { guard, later } from './scope.js'
import { isWatching } from './target.js'

/**
 * `at` in ms since the page began
 * @typedef {(kind: string, score: number, target: number, at: number, data: Record<string, number>) => void} OnSignal
 */

/**
 * How the agent can be run, best first. Whether a page's policy allows WebAssembly can only be found out by trying, and what is
 * refused is reported to the site's report-uri: a site that knows its policy says data-engine="js", and nothing is tried.
 * @type {[engine: string, url: string, load: (url: string, heed: any) => Promise<any>][]}
 */
const ENGINES = [
  ['wasm', AGENT_URL, async (url, heed) => (await WebAssembly.instantiateStreaming(fetch(url), { heed })).instance.exports],
  ['js', PLAIN_AGENT_URL, async (url, heed) => (await import(url)).instantiate(heed)], // the same binary, translated
  ['none', AGENT_URL, async () => {}],
]

/** @type {any} its exports; undefined while there is none, and nothing is recorded */
let wasm
/** @type {DataView} where it reads */
let memory
/** @type {unknown} */
let settings
let timer = 0

/**
 * What a hello says of it: where it came from, and the engine that runs it: wasm, js or none, and nothing while it loads.
 * @type {{agent: string, engine?: string}}
 */
export let running = { agent: AGENT_URL }

/**
 * Loads the agent, and resolves when it runs or when the page's policy or the network allows none.
 * @param {OnSignal} onSignal
 * @param {() => void} onReady
 */
export async function loadAgent(onSignal, onReady) {
  wasm = undefined
  running = { agent: AGENT_URL }
  const emit = guard((/** @type {number} */ kind, /** @type {number} */ score, /** @type {number} */ target,
    /** @type {number} */ at, /** @type {number[]} */ ...numbers) => {
    const [name, ...fields] = SIGNALS[kind]
    onSignal(name, score, target, at, Object.fromEntries(fields.map((field, i) => [field, numbers[i]])))
  })
  const start = guard((/** @type {string} */ engine, /** @type {string} */ agent,
    /** @type {any} */ exports) => {
    running = { agent, engine }
    if (!exports) return
    wasm = exports
    wasm._initialize()
    memory = new DataView(wasm.memory.buffer, wasm.records())
    configure(settings)
    onReady()
  })
  for (const [engine, agent, load] of ENGINES) {
    try {
      if (engine !== 'wasm' || options.engine !== 'js') return start(engine, agent, await load(address(agent), { emit }))
    } catch {
      // The next one.
    }
  }
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
  if (wait >= 0) timer = later(wait, () => put(TICK, 0, isWatching() ? SURFACE : 0))
}

/**
 * @param {number} offset
 * @param {(number | null)[]} values
 */
const writeFloats = (offset, values) =>
  values.forEach((value, i) => memory.setFloat32(offset + 4 * i, value ?? NaN, true))
