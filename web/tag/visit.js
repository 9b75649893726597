/** One visit to one page under one consent: who, what leaves, what comes back. It ends when the consent changes. */
import { createCart } from './cart.js'
import { createIdentity } from './identity.js'
import { createOutbox } from './outbox.js'
import { createScope } from './scope.js'
import { startSignals } from './signals.js'
import { openStore } from './storage.js'
import { createTransport } from './transport.js'
import { createWidget } from './widget.js'

/** The page comes first: the tag begins when the browser is idle, at the latest after this long (ms). */
const IDLE_WITHIN = 2000

/**
 * @typedef {Object} Visit
 * @property {(draft: import('./outbox.js').Draft) => void} send
 * @property {import('./cart.js').Cart} cart
 * @property {() => import('./outbox.js').Draft[]} sent
 * @property {() => void} reset   the person in front of the browser is another one
 * @property {() => void} forget  take the lasting ids off this device
 * @property {() => void} end
 */

/**
 * @param {import('./config.js').Config} config
 * @param {import('./consent.js').Purposes} consent
 * @param {import('./events.js').Emit} emit
 * @returns {Visit}
 */
export function startVisit(config, consent, emit) {
  const scope = createScope((error) => {
    // The one thing that is still said; then nothing of ours is left in the page.
    try {
      outbox.add({ t: 'track', name: 'heed:error', props: { message: String(error).slice(0, 200) } })
      transport.leave()
    } catch {
      // Nobody to tell.
    }
    scope.end()
  })
  const lasting = consent.analytics
  const identity = createIdentity(openStore(lasting ? 'localStorage' : ''))
  const tab = openStore(lasting ? 'sessionStorage' : '')
  const outbox = createOutbox(tab)
  const lang = config.locale || document.documentElement.lang || navigator.language

  const hello = () => ({
    t: 'hello',
    at: Date.now(),
    visitor: identity.visitor(),
    session: identity.session(),
    page: { path: location.pathname, title: document.title.slice(0, 200), ref: document.referrer.split(/[?#]/)[0] },
    device: { w: innerWidth, h: innerHeight, touch: navigator.maxTouchPoints > 0, lang },
    consent,
    agent: AGENT_URL.split('.').at(-2),
  })
  const transport = createTransport(scope, config, outbox, hello, (frame) => receive(frame))
  const send = scope.guard((/** @type {import('./outbox.js').Draft} */ draft) => {
    identity.session()
    if (!transport.send(draft)) emit('error', { code: 'invalid', message: draft.t + ' is too long, or no JSON' })
    // Without analytics the page stays silent until there is something to say.
    if (!lasting) transport.start()
  })
  const cart = createCart(scope, tab, send)
  const widget = createWidget(scope, config.base + WIDGET_URL, {
    send,
    lang,
    nonce: config.nonce,
    emit: scope.guard((name, detail) => emit(name, detail)),
  })

  /** @type {import('./agent.js').Agent | undefined} */
  let agent
  /** @type {(number | null)[] | undefined} thresholds of the site */
  let settings
  const configure = () => Array.isArray(settings) && agent?.configure(settings)
  const receive = (/** @type {any} */ frame) => {
    if (frame.t === 'welcome') {
      settings = frame.settings?.agent
      configure()
    } else if (frame.t === 'error') {
      emit('error', { code: frame.code, message: frame.message, id: frame.id })
    } else if (consent.feedback && frame.t === 'act') {
      if (frame.action?.type === 'chat') transport.chatting()
      widget.act(frame)
    } else if (consent.feedback && frame.t === 'chat') {
      transport.chatting()
      widget.chat(frame)
    }
  }
  const page = (path = location.pathname) => send({ t: 'page', path, title: document.title.slice(0, 200) })
  const begin = () => {
    transport.start()
    if (config.cart !== 'off') {
      cart.watch()
      scope.listen(window, 'load pointerdown', cart.watch) // a tag manager may come later than we do
    }
    scope.listen(window, 'pageshow', (e) => e.persisted && page())
    const started = scope.guard((/** @type {import('./agent.js').Agent} */ loaded) => {
      agent = loaded
      configure()
      cart.attach(agent.put)
    })
    const signal = (/** @type {import('./outbox.js').Draft} */ item) => {
      send(item)
      emit('signal', item)
    }
    // Without the agent (a page's policy may forbid it) all that is left is the site's own calls, and they still work.
    startSignals(scope, config.base + AGENT_URL, signal, page).then(started, () => {})
  }
  if (lasting) whenIdle(scope, begin)
  return {
    send,
    cart,
    sent: outbox.sent,
    reset() {
      transport.leave()
      outbox.clear()
      tab.set('cart', undefined)
      identity.reset()
      transport.restart()
    },
    forget: identity.reset,
    end: scope.end,
  }
}

/**
 * A page that is prerendered has no visitor yet.
 * @param {import('./scope.js').Scope} scope
 * @param {() => void} fn
 */
function whenIdle(scope, fn) {
  if (/** @type {any} */ (document).prerendering) {
    return scope.listen(document, 'prerenderingchange', () => whenIdle(scope, fn))
  }
  const idle = window.requestIdleCallback || setTimeout // Safari: at once, but not in the page's own task
  idle(scope.guard(() => fn()), /** @type {any} */ ({ timeout: IDLE_WITHIN }))
}
