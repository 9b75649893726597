/** Who is here: a visitor (this browser) and a session (one stay, shared by its tabs). */
import { uuid } from './uuid.js'

/** A stay ends after half an hour without a sign of life, as everywhere in web analytics. */
const SESSION_IDLE = 30 * 60 * 1000

/** A sign of life is written at most this often. */
const TOUCH_EVERY = 60 * 1000

/**
 * @typedef {Object} Identity
 * @property {() => string} visitor
 * @property {() => string} session   also a sign of life
 * @property {() => void} reset       forget both
 */

/**
 * @param {import('./storage.js').Store} store
 * @returns {Identity}
 */
export function createIdentity(store) {
  return {
    visitor() {
      const known = store.get('visitor')
      if (typeof known === 'string') return known
      const made = uuid(Date.now())
      store.set('visitor', made)
      return made
    },
    session() {
      const now = Date.now()
      const known = store.get('session')
      const fresh = known && typeof known.id === 'string' && now - known.at < SESSION_IDLE
      const session = { id: fresh ? known.id : uuid(now), at: now }
      if (!fresh || now - known.at > TOUCH_EVERY) store.set('session', session)
      return session.id
    },
    reset() {
      store.set('visitor', undefined)
      store.set('session', undefined)
    },
  }
}
