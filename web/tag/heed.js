/**
 * The tag: what a site owner puts into a page with one line. It hears that a visitor is stuck, tells the collector, and shows
 * what the collector answers. It is a guest: see scope.js for how it leaves when anything goes wrong.
 */
import { call } from './api.js'
import { address, installed } from './config.js'
import { followed, pass } from './identity.js'
import { left } from './outbox.js'
import { guard, listen, request } from './scope.js'
import { begin, whenIdle } from './visit.js'

const page = /** @type {any} */ (window)

// A page that carries the tag twice has one.
if (installed && !page.heed?.live) {
  const queue = page.heed?.q || []
  // When the page has time, or at its first call. The visit that begins ends the life that this belongs to, so that there is one.
  const start = guard(() => {
    const key = pass()
    if (key) import(address(DEBUG_URL)).then(({ begin }) => begin(key, request, !!followed), () => {})
    begin()
  })
  const heed = (/** @type {[string]} */ ...args) => {
    start()
    // What left can be shown also when an error of ours has ended everything else.
    return args[0] === 'sent' ? left : guard(call)(...args)
  }
  page.heed = Object.assign(heed, { live: true })
  guard(() => {
    whenIdle(start)
    // What its dataLayer has been told by then goes with the next page.
    listen(window, { pagehide: () => /** @type {any} */ (document).prerendering || start() })
  })()
  for (const args of queue) heed(.../** @type {[string]} */ (args))
}
