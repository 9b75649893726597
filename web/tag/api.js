/** heed(…), as the page calls it. */
import { purchase, setCart } from './cart.js'
import { choose, consent } from './consent.js'
import { invalid, off, on } from './events.js'
import { numberFrom } from './json.js'
import { read, write } from './storage.js'
import { send } from './transport.js'
import { follow, reset, speak, tellPage } from './visit.js'

/**
 * What a call is for; the others need no consent.
 * @type {Record<string, 'analytics' | 'feedback'>}
 */
const PURPOSE = { track: 'analytics', cart: 'analytics', page: 'analytics', identify: 'feedback', open: 'feedback' }

/** @type {[string, ...any[]][]} calls that wait for consent */
let held = []

/** @type {Record<string, (...args: any[]) => unknown>} */
const commands = {
  __proto__: /** @type {any} */ (null), // «toString» is no call
  on,
  off,
  reset,
  page: tellPage,
  consent(purposes) {
    choose(purposes)
    follow()
    const calls = held
    held = []
    for (const args of calls) call(...args)
  },
  track(name, props) {
    if (!name || typeof name !== 'string') invalid('track')
    else if (name === 'purchase') purchase(props)
    else send({ t: 'track', name, props })
  },
  cart(now) {
    const items = numberFrom(Array.isArray(now?.items) ? now.items.length : now?.items)
    const value = items === 0 ? 0 : numberFrom(now?.value)
    if (value === undefined && items === undefined) invalid('cart')
    else setCart({ value, items, currency: now.currency })
  },
  identify(user, traits) {
    const userId = String(user ?? '')
    read('draft')?.user === userId || write('draft') // somebody else had begun it
    send({ t: 'identify', userId, traits })
  },
  open: (what) => send({ t: 'open', what }),
}

/**
 * @param {string} name
 * @param {any[]} args
 * @returns {unknown}
 */
export function call(name, ...args) {
  const command = commands[name]
  const purpose = PURPOSE[name]
  const allowed = consent()
  if (!command) return invalid(name)
  if (!purpose) return command(...args)
  if (!allowed) held.push([name, ...args])
  else if (allowed[purpose]) {
    if (!allowed.analytics) speak()
    command(...args)
  }
}
