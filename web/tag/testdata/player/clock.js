/** The page's time. It stands still until the player moves it: performance.now, Date.now and every timer follow. */

/** When the page began, in Unix ms; no verdict may depend on it. */
const BEGAN = Date.UTC(2026, 0, 1)

const { port1, port2 } = new MessageChannel()
let now = 0
let timers = []
let ids = 0
let frozen = false
/** How many timers, each set by the one before, led to the one that runs; 0 while none does. */
let level = 0

/** In ms since the page began. */
export const time = () => now

/** A page in the back/forward cache has no timers; what has fallen due meanwhile comes when it is back. */
export const freeze = (is) => (frozen = is)

/** Lets the browser run what it does between two tasks: mutation observers and promises. */
export const turn = () => new Promise((done) => {
  port1.onmessage = done
  port2.postMessage(0)
})

/**
 * Moves on to a time, and runs what falls due until then, each at its own time.
 * @param {number} to
 */
export async function advance(to) {
  for (;;) {
    const next = timers.reduce((first, t) => (!first || t.due < first.due ? t : first), undefined)
    if (frozen || !next || next.due > to) break
    timers = timers.filter((t) => t !== next)
    now = Math.max(now, next.due)
    level = next.level
    next.fn()
    level = 0
    await turn()
  }
  now = Math.max(now, to)
}

/** As HTML has it: a delay is a whole number of ms, and one timer out of another, and so on, waits at least 4 ms. */
function set(fn, ms = 0) {
  const nested = level + 1
  const delay = Math.max(nested > 5 ? 4 : 0, Math.trunc(ms))
  timers.push({ id: ++ids, due: now + delay, fn, level: nested })
  return ids
}

const clear = (id) => {
  timers = timers.filter((t) => t.id !== id)
}

performance.now = time
Date.now = () => BEGAN + now
window.setTimeout = set
window.clearTimeout = clear
window.requestIdleCallback = (fn) => set(() => fn({ didTimeout: false, timeRemaining: () => 50 }))
