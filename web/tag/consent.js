/**
 * What the visitor agreed to: analytics (recognising trouble, a lasting id) and feedback (surveys, messages, chat).
 */

/**
 * @typedef {{analytics: boolean, feedback: boolean}} Purposes
 * @typedef {Object} Consent
 * @property {() => Purposes | undefined} get  undefined while nobody has decided and the site wants to be asked
 * @property {(purposes: Partial<Purposes>) => void} set  an explicit choice, remembered on this device
 */

/**
 * @param {boolean} ask
 * @param {import('./storage.js').Store} store
 * @returns {Consent}
 */
export function createConsent(ask, store) {
  return {
    get() {
      const chosen = store.get('consent')
      if (chosen) return chosen
      if (ask) return undefined
      // Global Privacy Control speaks for a visitor who was not asked.
      return { analytics: !(/** @type {any} */ (navigator).globalPrivacyControl), feedback: true }
    },
    set: (purposes) => store.set('consent', { analytics: !!purposes.analytics, feedback: !!purposes.feedback }),
  }
}
