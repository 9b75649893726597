/**
 * What Zone.js and Angular do to a page: each task belongs to the zone it was set from, and when one of the application's own
 * ends, the whole page is checked for changes. Here that is counted, and by whom the patched functions were called.
 */
(() => {
  const symbol = (name) => '__zone_symbol__' + name
  class Zone {
    static current
    static root
    constructor(parent, ended) {
      Object.assign(this, { parent, ended })
    }

    run(fn, self, args = []) {
      const before = Zone.current
      Zone.current = this
      try {
        return fn.apply(self, args)
      } finally {
        Zone.current = before
        this.ended?.()
      }
    }
  }
  Zone.root = Zone.current = new Zone(null)
  window.Zone = Zone

  const state = (window.zone = { checks: 0, pending: 0, ours: [] })
  const angular = new Zone(Zone.root, () => state.checks++)
  const note = (what) => /\/heed\.js|\/a\//.test(new Error().stack) && state.ours.push(what)

  for (const name of ['addEventListener', 'removeEventListener']) {
    const original = EventTarget.prototype[name]
    EventTarget.prototype[symbol(name)] = original
    const wrapped = new WeakMap()
    EventTarget.prototype[name] = function (type, fn, ...rest) {
      note(name + ' ' + type)
      if (typeof fn !== 'function') return original.call(this, type, fn, ...rest)
      const zone = Zone.current
      if (!wrapped.has(fn)) wrapped.set(fn, function (e) { return zone.run(fn, this, [e]) })
      return original.call(this, type, wrapped.get(fn), ...rest)
    }
  }
  window[symbol('setTimeout')] = window.setTimeout
  window[symbol('clearTimeout')] = window.clearTimeout
  const open = new Map()
  window.setTimeout = function setTimeout(fn, ms, ...args) {
    const zone = Zone.current
    const id = window[symbol('setTimeout')](() => {
      open.delete(id)
      zone.run(fn, undefined, args)
    }, ms)
    open.set(id, zone)
    return id
  }
  window.clearTimeout = function clearTimeout(id) {
    open.delete(id)
    window[symbol('clearTimeout')](id)
  }
  /** How many timers the application would wait for before it calls itself stable. */
  window.zone.waiting = () => [...open.values()].filter((zone) => zone === angular).length

  angular.run(() => document.addEventListener('DOMContentLoaded', () => {
    const count = document.getElementById('count')
    document.getElementById('works').addEventListener('click', () => (count.textContent = String(Number(count.textContent) + 1)))
    document.getElementById('asks').addEventListener('click', async () => {
      const answer = fetch('same.html')
      history.pushState({}, '', '?asked')
      window.heed?.('track', 'asked', {})
      count.focus()
      await answer
    })
  }))
})()
