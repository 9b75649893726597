/** Notes, before anything else runs in a page, what that page could notice of the tag. What happens inside of .stage is the page's. */
(() => {
  const names = new Set(Object.getOwnPropertyNames(window))
  const notes = []
  // The third line is who called the method that asks.
  const ours = () => /\/heed\.js|\/a\//.test(new Error().stack.split('\n')[3])

  for (const method of ['preventDefault', 'stopPropagation', 'stopImmediatePropagation']) {
    const original = Event.prototype[method]
    Event.prototype[method] = function () {
      if (ours()) notes.push(`${method} of ${this.type}`)
      return original.call(this)
    }
  }
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
    addEventListener(type, (e) => {
      const what = String(e.message ?? e.reason ?? e.blockedURI)
      if (!what.includes('mine: ')) notes.push(`${type}: ${what}`) // the page's own
    })
  }
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((records) => {
      for (const { target, type } of records) {
        if (!(target.nodeType === 1 ? target : target.parentElement)?.closest('.stage')) notes.push(`${type} of ${target.nodeName}`)
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  })

  /** @returns {string[]} what there is to complain about so far */
  window.witness = () => {
    const added = Object.getOwnPropertyNames(window).filter((name) => !names.has(name) && !/^(heed|witness|\d+)$/.test(name))
    return [...notes, ...added.map((name) => `global ${name}`), ...document.cookie.split('; ').filter(Boolean)]
  }
})()
