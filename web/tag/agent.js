/** The agent: compiled Go that reads records and emits signals. The page holds one timer for it. */
import { address, options } from './config.js'
import { SIGNALS, SURFACE, TICK } from './record.js'
import { guard, later, now } from './scope.js'
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
/** @type {any[]} where it reads, by what is written there; a module's memory is little-endian, as are the machines of browsers */
let [words, times, floats] = []
/** @type {unknown} */
let settings
let timer = 0
let due = Infinity // when the timer fires, as performance.now()

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
  due = Infinity
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
    ;[words, times, floats] = [Uint32Array, Float64Array, Float32Array].map((As) => new As(wasm.memory.buffer, wasm.records()))
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
  floats.set(settings.map((value) => value ?? NaN))
  wasm.configure(settings.length)
}

/**
 * Writes one record; see agent/record.go for the meaning of each number. It is of now unless `at` is given.
 * @param {number} kind
 */
export function put(kind, target = 0, flags = 0, a = 0, b = 0, x = 0, y = 0, at = now()) {
  if (!wasm) return
  words[0] = kind | (flags << 8)
  words[1] = target
  times[1] = at
  floats[4] = x
  floats[5] = y
  floats[6] = a
  floats[7] = b
  const wait = wasm.push(1)
  // A timer that fires too soon is set anew then: with every move of the pointer it would be dear.
  if (wait < 0 || at + wait >= due) return
  clearTimeout(timer)
  due = at + wait
  timer = later(due - now(), () => {
    due = Infinity
    put(TICK, 0, isWatching() ? SURFACE : 0)
  })
}
