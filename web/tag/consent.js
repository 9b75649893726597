/**
 * What the visitor agreed to: analytics (recognising trouble, a lasting id) and feedback (surveys, messages, chat).
 */
import { options } from './config.js'
import { read, write } from './storage.js'

/** @typedef {{analytics: boolean, feedback: boolean}} Purposes */

/** @returns {Purposes | undefined} undefined while nobody has decided and the site wants to be asked */
export function consent() {
  const chosen = read('consent')
  if (chosen || options.consent === 'required') return chosen
  // Global Privacy Control speaks for a visitor who was not asked.
  return { analytics: !(/** @type {any} */ (navigator).globalPrivacyControl), feedback: true }
}

/** @param {Partial<Purposes>} [purposes] an explicit choice, remembered on this device */
export const choose = (purposes) =>
  write('consent', { analytics: !!purposes?.analytics, feedback: !!purposes?.feedback })
