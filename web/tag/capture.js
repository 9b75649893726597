/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { answers, watchCalls } from './answer.js'
import { forms } from './form.js'
import { observe, watchMutations } from './mutation.js'
import { presses } from './press.js'
import { arriveRefused } from './refusal.js'
import { watchRequests } from './request.js'
import { tellTrail, watchRoutes } from './route.js'
import { first, listen, patch, unheard } from './scope.js'
import { swipes } from './swipe.js'
import { watchValues } from './values.js'
import { edges, views, watchPointer } from './view.js'

/** @param {() => void} onPath a new page in a single-page application */
export function capture(onPath) {
  watched = new WeakSet() // what an earlier life has watched is not any more
  tellTrail() // before anything that happens here
  watchMutations()
  watch(window)
  listen(window, views)
  listen(document.documentElement, edges)
  watchPointer()
  watchRoutes(onPath)
  watchCalls()
  watchRequests()
  arriveRefused()
}

/** @param {Window} view */
function watch(view) {
  for (const handlers of [presses, forms, swipes]) listen(view, handlers)
  listen(view, answers, true)
  look(view.document)
  watchValues(view)
  patch(/** @type {any} */ (view).Element.prototype, 'attachShadow', lookInto)
  // To find the shadow roots that were there before us has time until somebody is here.
  first(view, 'pointermove pointerdown keydown', () => deepen(view.document))
  listen(view, { 'pointerdown keydown': (e) => e.composedPath().forEach(lookInto) })
}

/** @type {WeakSet<Node>} frames' documents and shadow roots that are seen to */
let watched

/** @param {Document | ShadowRoot} root whose changes stay in it, and what its frames tell */
function look(root) {
  observe(root)
  listen(root, { load: (e) => enter(e.target) })
  root.querySelectorAll('iframe').forEach(enter)
}

/** @param {any} host perhaps of an open shadow root: what an id or a page's variable has made of a window's `shadowRoot` is none */
function lookInto({ shadowRoot, localName }) {
  if (!shadowRoot?.host || localName === 'heed-widget' || watched.has(shadowRoot)) return
  watched.add(shadowRoot)
  look(shadowRoot)
  shadowRoot.querySelectorAll('*').forEach(lookInto)
}

/**
 * Elements of the page's own making, and what looks empty. To ask every element takes 100 KiB of heap in a page of 2,500, for the
 * browser keeps what a script has seen; other hosts are found when they are pressed.
 */
const HOSTS = '//*[contains(name(),"-")]|//div[not(*)][not(normalize-space())]'

/** @param {Document} page */
function deepen(page) {
  const hosts = Document.prototype.evaluate.call(page, HOSTS, page)
  for (let host; (host = hosts.iterateNext());) lookInto(host)
}

/** @param {any} frame perhaps one */
function enter(frame) {
  const inner = frame.localName === 'iframe' && frame.contentDocument // null across origins
  // One that is not ready loads yet, and one with a tag of its own tells everything itself.
  if (!inner || watched.has(inner) || inner.readyState !== 'complete' || inner.defaultView.heed) return
  watched.add(inner)
  unheard(inner.defaultView)
  watch(inner.defaultView)
}
