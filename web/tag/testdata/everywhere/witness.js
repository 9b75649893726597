/** Notes, before anything else runs in a page, what that page could notice of the tag. What happens inside of .stage is the page's. */
(() => {
  const names = new Set(Object.getOwnPropertyNames(window))
  const notes = []
  const ours = () => /\/heed\.js|\/a\//.test(new Error().stack)

  for (const method of ['preventDefault', 'stopPropagation', 'stopImmediatePropagation']) {
    const original = Event.prototype[method]
    Event.prototype[method] = function () {
      if (ours()) notes.push(`${method} of ${this.type}`)
      return original.call(this)
    }
  }
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
    addEventListener(type, (e) => notes.push(`${type}: ${e.message ?? e.reason ?? e.blockedURI}`))
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
