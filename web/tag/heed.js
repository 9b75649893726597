/**
 * The tag: what a site owner puts into a page with one line. It hears that a visitor is stuck, tells the collector, and shows
 * what the collector answers. It is a guest: see scope.js for how it leaves when anything goes wrong.
 */
import { createApi } from './api.js'
import { readConfig } from './config.js'
import { createConsent } from './consent.js'
import { createEvents } from './events.js'
import { createScope } from './scope.js'
import { openStore } from './storage.js'
import { startVisit } from './visit.js'

/** @param {HTMLScriptElement} script */
function boot(script) {
  const config = readConfig(script)
  const consent = createConsent(config.ask, openStore('localStorage'))
  const { emit, on, off } = createEvents()
  /** @type {import('./visit.js').Visit | undefined} */
  let visit
  const root = createScope(() => {
    visit?.end()
    root.end()
  })
  const apply = () => {
    const purposes = consent.get()
    visit?.end()
    if (purposes && !purposes.analytics) visit?.forget()
    visit = purposes && (purposes.analytics || purposes.feedback) ? startVisit(config, purposes, emit) : undefined
  }
  const api = createApi({
    consent,
    emit,
    on,
    off,
    apply,
    send: (draft) => visit?.send(draft),
    cart: { set: (cart) => visit?.cart.set(cart), purchase: (props) => visit?.cart.purchase(props) },
    sent: () => visit?.sent() || [],
    reset: () => visit?.reset(),
  })
  const call = root.guard(api)
  const queue = page.heed?.q || []
  page.heed = Object.assign((/** @type {[string]} */ ...args) => call(...args), { live: true })
  root.guard(apply)()
  for (const args of queue) call(.../** @type {[string]} */ ([...args]))
}

const page = /** @type {any} */ (window)
const script = document.currentScript
// A page that carries the tag twice has one.
if (script && !page.heed?.live) boot(/** @type {HTMLScriptElement} */ (script))
