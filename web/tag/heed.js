/**
 * The tag: what a site owner puts into a page with one line. It hears that a visitor is stuck, tells the collector, and shows
 * what the collector answers. It is a guest: see scope.js for how it leaves when anything goes wrong.
 */
import { call } from './api.js'
import { address, installed } from './config.js'
import { pass } from './identity.js'
import { left } from './outbox.js'
import { guard, request } from './scope.js'
import { begin } from './visit.js'

const page = /** @type {any} */ (window)

// A page that carries the tag twice has one.
if (installed && !page.heed?.live) {
  const queue = page.heed?.q || []
  // What left can be shown also when an error of ours has ended everything else.
  const heed = (/** @type {[string]} */ ...args) => (args[0] === 'sent' ? left : guard(call)(...args))
  page.heed = Object.assign(heed, { live: true })
  guard(begin)()
  if (pass) import(address(DEBUG_URL)).then(guard(({ begin }) => begin(pass, request)), () => {})
  for (const args of queue) heed(.../** @type {[string]} */ (args))
}
