/** The widget is fetched when there is something to show, and not before. */

/** As many decisions are remembered, so that one sent again after a reconnect is not shown again. */
const REMEMBERED = 100

/**
 * @typedef {Object} Host
 * @property {(item: import('./outbox.js').Draft) => void} send
 * @property {import('./events.js').Emit} emit
 * @property {string} lang
 * @property {string} nonce
 */

/**
 * @param {import('./scope.js').Scope} scope
 * @param {string} url
 * @param {Host} host
 * @returns {{act: (frame: any) => void, chat: (frame: any) => void}}
 */
export function createWidget(scope, url, host) {
  /** @type {Promise<any> | undefined} */
  let loading
  /** @type {Set<string>} */
  const known = new Set()
  const failed = scope.guard(() => {
    loading = undefined
    host.emit('error', { code: 'widget_unavailable', message: 'The widget could not be loaded.' })
  })
  const show = (/** @type {(ui: any) => void} */ fn) => {
    loading ||= import(url).then((module) => module.mount(host))
    loading.then(fn).catch(failed)
  }
  return {
    act({ decision, action }) {
      if (!action || !decision) return
      // After an answer the same decision may go on as something else.
      const key = [decision, action.type, action.conversation, action.survey?.name].join()
      if (known.has(key)) return
      known.add(key)
      if (known.size > REMEMBERED) known.delete(/** @type {string} */ (known.keys().next().value))
      const until = action.expires ? performance.now() + action.expires : undefined
      host.emit('decision', { decision, type: action.type })
      show((ui) => ui.act({ decision, action, until }))
    },
    chat: (frame) => show((ui) => ui.chat(frame)),
  }
}
