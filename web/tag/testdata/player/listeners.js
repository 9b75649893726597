/**
 * What the tag listens to. Its listeners are kept here and not attached: they are called with events that say of themselves that
 * a human hand made them, which no real event that a script made can say.
 */
import { time } from './clock.js'

const attach = EventTarget.prototype.addEventListener
/** @type {Map<EventTarget, Map<string, Set<{fn: Function, capture: boolean}>>>} */
const kept = new Map()

/** The browser's own way to listen. */
export const listen = (target, type, fn, options) => attach.call(target, type, fn, options)

EventTarget.prototype.addEventListener = function (type, fn, options) {
  const target = this ?? window
  // Requests, sockets, aborts and the navigation come about for real.
  if (target !== window && !(target instanceof Node)) return attach.call(target, type, fn, options)
  const { capture, signal } = options
  const types = kept.get(target) ?? new Map()
  const listeners = types.get(type) ?? new Set()
  const one = { fn, capture }
  kept.set(target, types.set(type, listeners.add(one)))
  signal?.addEventListener('abort', () => listeners.delete(one))
}

/**
 * Calls the listeners for one event on its way to the target, from the window inwards. The way back is not gone: without the
 * capture phase the tag only asks for what enters and leaves an element, and that does not bubble.
 * @param {string} type
 * @param {EventTarget} target
 * @param {object} fields of the event, besides those that every event has
 */
export function deliver(type, target, fields = {}) {
  const path = pathTo(target)
  const event = {
    type, isTrusted: true, timeStamp: time(), defaultPrevented: false, composedPath: () => path,
    // Outside a shadow root its host is what the event happened on.
    target: path.find((node) => node.getRootNode?.() === document) ?? target,
    ctrlKey: false, metaKey: false, shiftKey: false, altKey: false,
    ...fields,
  }
  for (const node of path.toReversed()) {
    event.currentTarget = node
    for (const { fn, capture } of kept.get(node)?.get(type) ?? []) if (capture || node === target) fn.call(node, event)
  }
}

/** @returns {EventTarget[]} the target and what it lies in, through shadow roots, up to the window */
function pathTo(target) {
  const path = []
  for (let node = target; node; node = node.parentNode ?? node.host) path.push(node)
  return target === window ? path : [...path, window]
}
