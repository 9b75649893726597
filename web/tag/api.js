/** heed(…), as the page calls it. */
import { number } from './cart.js'

/**
 * What a call is for; the others need no consent.
 * @type {Record<string, 'analytics' | 'feedback'>}
 */
const PURPOSE = { track: 'analytics', cart: 'analytics', page: 'analytics', identify: 'feedback', open: 'feedback' }

/**
 * @typedef {Object} Parts
 * @property {import('./consent.js').Consent} consent
 * @property {import('./events.js').Emit} emit
 * @property {(name: unknown, fn: unknown) => void} on
 * @property {(name: unknown, fn: unknown) => void} off
 * @property {(draft: import('./outbox.js').Draft) => void} send
 * @property {Pick<import('./cart.js').Cart, 'set' | 'purchase'>} cart
 * @property {() => import('./outbox.js').Draft[]} sent
 * @property {() => void} apply     consent has changed
 * @property {() => void} reset
 */

/**
 * @param {Parts} parts
 * @returns {(name: string, ...args: any[]) => unknown}
 */
export function createApi({ consent, emit, on, off, send, cart, sent, apply, reset }) {
  /** @type {any[][]} calls that wait for consent */
  let held = []
  const invalid = (/** @type {string} */ message) => emit('error', { code: 'invalid', message })

  /** @type {Record<string, (...args: any[]) => unknown>} */
  const commands = {
    on,
    off,
    sent,
    reset,
    consent(purposes) {
      consent.set(purposes || {})
      apply()
      const calls = held
      held = []
      for (const [name, ...args] of calls) call(name, ...args)
    },
    track(name, props) {
      if (!name || typeof name !== 'string') invalid('track needs a name')
      else if (name === 'purchase') cart.purchase(props)
      else send({ t: 'track', name, props })
    },
    cart(now) {
      const items = number(Array.isArray(now?.items) ? now.items.length : now?.items)
      const value = items === 0 ? 0 : number(now?.value)
      if (value === undefined && items === undefined) invalid('cart needs a value or items')
      else cart.set({ value, items, currency: now.currency })
    },
    page: (path = location.pathname) => send({ t: 'page', path, title: document.title }),
    identify: (user, traits) => send({ t: 'identify', userId: String(user ?? ''), traits }),
    open: (what) => send({ t: 'open', what }),
  }
  const call = (/** @type {string} */ name, /** @type {any[]} */ ...args) => {
    if (!Object.hasOwn(commands, name)) return invalid('no such call: ' + name)
    const purpose = PURPOSE[name]
    const allowed = consent.get()
    if (!purpose || allowed?.[purpose]) return commands[name](...args)
    if (!allowed) held.push([name, ...args])
  }
  return call
}
