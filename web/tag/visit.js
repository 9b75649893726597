/** One visit to one page under one consent: what is watched, what leaves, what comes back. It ends when the consent changes. */
import { configure, loadAgent } from './agent.js'
import { capture } from './capture.js'
import { recordCart, watchLayer } from './cart.js'
import { options } from './config.js'
import { consent } from './consent.js'
import { emit } from './events.js'
import { title } from './identity.js'
import { AGENT_WITHIN, IDLE_WITHIN, LONGEST_TEXT } from './limits.js'
import { controlOf } from './number.js'
import { add, openOutbox } from './outbox.js'
import { end, guard, later, listen, onError } from './scope.js'
import { labelOf, selectorOf } from './selector.js'
import { watchShop } from './shop.js'
import { forget, keepLasting, write } from './storage.js'
import { chatting, connect, leave, restart, send } from './transport.js'
import { act, chat, removeWidget, resume, showTab } from './widget.js'

/** The consent of this visit. */
let under = ''

/** Begins a visit under the consent that is given now. Without analytics it stays silent until there is something to say. */
export function begin() {
  const analytics = !!consent()?.analytics
  under = JSON.stringify(consent())
  end()
  // What is said in one tab goes for all of them, also for a page that lay in the back/forward cache meanwhile.
  listen(window, { 'storage pageshow': follow })
  keepLasting(analytics)
  consent()?.feedback || write('draft')
  openOutbox()
  if (!analytics) return
  // Before the calls that the page has queued: what heed('cart', …) says is the newer word.
  findLayer()
  whenIdle(watch)
}

/** Begins anew when another consent is given now. */
export const follow = () => JSON.stringify(consent()) === under || begin()

onError((error) => {
  add({ t: 'track', name: 'heed:error', props: { message: String(error).slice(0, LONGEST_TEXT) } })
  leave()
})

/** A shop's own cart is the better word where one is named. */
const findLayer = () => (options.cart || 'gtm') === 'gtm' && watchLayer()

function watch() {
  listen(window, {
    'load pointerdown pagehide': findLayer, // a tag manager may come later than we do, and a layer with the first add
    // The visitor is back: what was told on leaving was none.
    visibilitychange: () => document.hidden || tellPage(),
  })
  // Without the agent (a page's policy may forbid it) all that is left is the site's own calls, and they still work.
  loadAgent(tellSignal, () => {
    capture(tellPage)
    recordCart()
    watchShop()
  }).then(guard(speak))
  later(AGENT_WITHIN, speak)
  if (consent()?.feedback) resume()
}

/** A page that is prerendered has no visitor yet. @param {() => void} fn */
export function whenIdle(fn) {
  if (/** @type {any} */ (document).prerendering) {
    return listen(document, { prerenderingchange: () => whenIdle(fn) })
  }
  const idle = window.requestIdleCallback || setTimeout // Safari: at once, but not in the page's own task
  idle(guard(fn), /** @type {any} */ ({ timeout: IDLE_WITHIN }))
}

/** Opens the way to the collector. */
export const speak = () => connect(receive)

/** @param {any} frame */
function receive(frame) {
  const { t, code, message, id, action, settings } = frame
  if (t === 'welcome') configure(settings?.agent)
  if (t === 'error') emit('error', { code, message, id })
  if (!consent()?.feedback) return
  if (settings?.tab) whenIdle(() => showTab(settings.tab))
  if (t === 'chat' || action?.type === 'chat') chatting()
  if (action) act(frame)
  if (t === 'chat') chat(frame)
}

/** Another page in front of the same visitor. */
export const tellPage = (path = location.pathname) => send({ t: 'page', path, title: title() })

/** @type {import('./agent.js').OnSignal} */
function tellSignal(kind, score, target, at, data) {
  const control = controlOf(target)
  const item = {
    t: 'signal',
    kind,
    at: Math.round(Date.now() - performance.now() + at),
    score: Math.round(score * 1000) / 1000,
    page: location.pathname,
    target: control && selectorOf(control),
    data: { ...data, label: control && labelOf(control) },
  }
  send(item)
  emit('signal', item)
}

/** The person in front of the browser is another one. */
export function reset() {
  leave()
  removeWidget()
  forget()
  openOutbox()
  restart()
}
