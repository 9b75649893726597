/**
 * A scope is a lifetime: everything the tag attaches to the page is attached through one, so that all of it can be taken
 * off again. The first error inside any of our callbacks is caught, handed to `fail`, and never reaches the page.
 */

/**
 * @typedef {Object} Scope
 * @property {<A extends any[], R>(fn: (...args: A) => R) => (...args: A) => R | undefined} guard  fn, harmless and silent
 *   once the scope has ended
 * @property {(target: EventTarget, types: string, fn: (event: any) => void) => void} listen  passive, in the capture phase;
 *   types are separated by spaces
 * @property {(owner: any, name: string, after: (self: any, args: any[], result: any) => void) => void} patch  calls `after`
 *   when the page has called owner[name], whose behaviour stays as it is
 * @property {(ms: number, fn: () => void) => () => void} later  a timer; the result cancels it
 * @property {(fn: () => void) => void} onEnd
 * @property {() => void} end
 */

/**
 * The browser's own method, also where Zone.js has put another in its place: our listeners must not wake a framework.
 * @param {string} name
 */
const native = (name) => {
  const all = /** @type {any} */ (EventTarget.prototype)
  return all['__zone_symbol__' + name] || all[name]
}

/**
 * @param {(error: unknown) => void} fail told once per error; ends whatever must end
 * @returns {Scope}
 */
export function createScope(fail) {
  let live = true
  /** @type {Set<() => void>} */
  const undo = new Set()
  /** @type {Scope['guard']} */
  const guard = (fn) => (...args) => {
    if (!live) return
    try {
      return fn(...args)
    } catch (error) {
      fail(error)
    }
  }
  return {
    guard,
    listen(target, types, fn) {
      const options = { capture: true, passive: true }
      const safe = guard(fn)
      for (const type of types.split(' ')) {
        native('addEventListener').call(target, type, safe, options)
        undo.add(() => native('removeEventListener').call(target, type, safe, options))
      }
    },
    patch(owner, name, after) {
      const original = owner && owner[name]
      if (typeof original !== 'function') return
      const safe = guard(after)
      /** @this {any} @param {any[]} args */
      const patched = function (...args) {
        const result = Reflect.apply(original, this, args)
        safe(this, args, result)
        return result
      }
      // A frozen owner stays as it is: a page may forbid this.
      if (!Reflect.set(owner, name, patched)) return
      undo.add(() => {
        if (owner[name] === patched) Reflect.set(owner, name, original)
      })
    },
    later(ms, fn) {
      const cancel = () => {
        clearTimeout(timer)
        undo.delete(cancel)
      }
      const timer = setTimeout(guard(() => {
        undo.delete(cancel)
        fn()
      }), ms)
      undo.add(cancel)
      return cancel
    },
    onEnd: (fn) => void undo.add(fn),
    end() {
      live = false
      for (const fn of undo) fn()
      undo.clear()
    },
  }
}
