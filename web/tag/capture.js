/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { answers, watchCalls } from './answer.js'
import { forms } from './form.js'
import { observe, watchMutations } from './mutation.js'
import { presses } from './press.js'
import { arriveRefused } from './refusal.js'
import { watchRequests } from './request.js'
import { tellTrail, watchRoutes } from './route.js'
import { listen, patch, unheard } from './scope.js'
import { swipes } from './swipe.js'
import { watchValues } from './values.js'
import { edges, views } from './view.js'

/** @param {() => void} onPath a new page in a single-page application */
export function capture(onPath) {
  watched = new WeakSet() // what an earlier life has watched is not any more
  tellTrail() // before anything that happens here
  watchMutations()
  watch(window)
  listen(window, views)
  listen(document.documentElement, edges)
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
  // To find the shadow roots that were there before us takes a look at each element, and has time until somebody is here.
  let found = false
  listen(view, {
    'pointermove pointerdown keydown'() {
      if (!found) deepen(view.document)
      found = true
    },
  })
}

/** @type {WeakSet<Node>} frames' documents and shadow roots that are seen to */
let watched

/** @param {Document | ShadowRoot} root whose changes stay in it, and what its frames tell */
function look(root) {
  observe(root)
  listen(root, { load: (e) => enter(e.target) })
  root.querySelectorAll('iframe').forEach(enter)
}

/** @param {Element} host perhaps of an open shadow root */
function lookInto({ shadowRoot, localName }) {
  if (!shadowRoot || localName === 'heed-widget' || watched.has(shadowRoot)) return
  watched.add(shadowRoot)
  look(shadowRoot)
  deepen(shadowRoot)
}

/** @param {Document | ShadowRoot} root */
function deepen(root) {
  for (const e of root.querySelectorAll('*')) if (e.shadowRoot) lookInto(e)
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
