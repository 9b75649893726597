/**
 * The tag's life in the page. Everything it attaches is attached through here, so that all of it can be taken off again: when
 * the consent changes, and for good at the first error inside any of our callbacks, which never reaches the page.
 */
import { attempt } from './json.js'
import { FIRST_WAIT, LONGEST_WAIT } from './limits.js'

/** The page's traffic is counted once capture has begun; requests of ours go out by this and are not. */
export const request = window.fetch

let life = new AbortController()

/** @type {WeakMap<EventTarget, Record<string, ((event: any) => void)[]>>} who hears what of a target, in this life */
let heard = new WeakMap()

/** @type {(error: unknown) => void} */
let report = () => {}

/** When the callback that runs began, as far as it was asked for; 0 when it was not. */
let began = 0

/** @returns {number} performance.now(), read once in each of our callbacks: a page that was at rest pays 20 µs for a look at the clock */
export const now = () => (began ||= performance.now())

/**
 * @param {(error: unknown) => void} fn told of the error that ends the tag, while everything still works
 */
export function onError(fn) {
  report = fn
}

/**
 * Attaches with the browser's own method also where Zone.js has put another in its place.
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} fn
 * @param {AddEventListenerOptions} [options]
 */
function attach(target, type, fn, options) {
  const all = /** @type {any} */ (EventTarget.prototype)
  const add = all.__zone_symbol__addEventListener || all.addEventListener
  add.call(target, type, fn, options)
}

/** @param {() => void} fn undoes something when this life ends */
export const onEnd = (fn) => attach(life.signal, 'abort', fn)

/** Ends this life; the next one begins at once. */
export function end() {
  life.abort()
  life = new AbortController()
  heard = new WeakMap()
}

/**
 * @template {any[]} A
 * @template R
 * @param {(...args: A) => R} fn
 * @returns {(...args: A) => R | undefined} fn, harmless to the page, and silent once the life it was made in has ended. Zone.js counts
 *   what is done outside of the application as none of its: an Angular page neither waits for us nor looks for changes
 */
export function guard(fn) {
  const { signal } = life
  const { root } = /** @type {any} */ (window).Zone || {}
  return (...args) => {
    if (signal.aborted) return
    began = 0
    try {
      return root ? root.run(fn, null, args) : fn(...args)
    } catch (error) {
      attempt(() => report(error)) // perhaps there is nobody to tell
      life.abort()
    }
  }
}

/**
 * Takes note that a target has lost its listeners, as the window of a frame does when the frame's first page takes the place of the
 * empty one.
 * @param {EventTarget} target
 */
export const unheard = (target) => heard.delete(target)

/**
 * Listens passively, in the capture phase, for this life.
 * @param {EventTarget} target an element listens in no capture phase: it would be told of the pointer at all that lies in it
 * @param {string} type
 * @param {(event: any) => void} fn guarded, or one that cannot fail
 * @param {boolean} [once]
 */
export const hear = (target, type, fn, once) =>
  attach(target, type, fn, { capture: !(/** @type {any} */ (target).localName), passive: true, once, signal: life.signal })

/**
 * Listens as hear does, to what may fail. The browser calls once for each event, however many of us hear it: that call is what is dear.
 * @param {EventTarget} target
 * @param {Record<string, (event: any) => void>} handlers by type, or by several types separated by spaces
 * @param {boolean} [made] also what scripts made
 */
export function listen(target, handlers, made) {
  const hearers = heard.get(target) || {}
  heard.set(target, hearers)
  for (const [types, fn] of Object.entries(handlers)) {
    for (const type of types.split(' ')) {
      if (!hearers[type]) {
        const all = (hearers[type] = /** @type {((e: any) => void)[]} */ ([]))
        hear(target, type, guard((e) => {
          for (const fn of all) fn(e)
        }))
      }
      hearers[type].push(made ? fn : (e) => e.isTrusted && fn(e))
    }
  }
}

/**
 * @param {EventTarget} target
 * @param {string} types separated by spaces
 * @param {() => void} fn to be called once, at the first event of any of them
 */
export function first(target, types, fn) {
  let waiting = true
  const safe = guard(() => {
    if (waiting) fn()
    waiting = false
  })
  for (const type of types.split(' ')) hear(target, type, safe, true)
}

/**
 * Calls `after` when the page has called one of owner's methods, whose behaviour stays as it is. What is not there, or frozen,
 * stays untouched.
 * @param {any} owner
 * @param {string} names separated by spaces
 * @param {(self: any, args: any[], result: any) => void} after
 */
export function patch(owner, names, after) {
  const safe = guard(after)
  for (const name of names.split(' ')) {
    const original = owner?.[name]
    if (typeof original !== 'function') continue
    /** @this {any} @param {any[]} args */
    const patched = function (...args) {
      const result = Reflect.apply(original, this, args)
      safe(this, args, result)
      return result
    }
    Reflect.set(owner, name, patched)
    // Somebody else's patch above ours stays.
    onEnd(() => owner[name] === patched && Reflect.set(owner, name, original))
  }
}

/**
 * @param {number} ms
 * @param {() => void} fn
 * @returns {number} for clearTimeout
 */
export const later = (ms, fn) => window.setTimeout(guard(fn), ms)

/**
 * @param {number} failures in a row
 * @returns {number} ms to wait, ever longer and with jitter over the whole: those who failed together do not return together
 */
export const backoff = (failures) => Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures)
