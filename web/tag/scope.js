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
 * Listens passively, in the capture phase. The browser calls once for each event, however many of us hear it: that call is what is dear.
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
        // Not of an element, which would be told of the pointer at all that lies in it.
        attach(target, type, guard((e) => all.forEach((hear) => hear(e))),
          { capture: !(/** @type {any} */ (target).localName), passive: true, signal: life.signal })
      }
      hearers[type].push(made ? fn : (e) => e.isTrusted && fn(e))
    }
  }
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
