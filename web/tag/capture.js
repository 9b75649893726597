/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { answers, watchCalls } from './answer.js'
import { forms } from './form.js'
import { observe, observeShadow, watchMutations } from './mutation.js'
import { presses } from './press.js'
import { arriveRefused } from './refusal.js'
import { watchRequests } from './request.js'
import { tellTrail, watchRoutes } from './route.js'
import { listen, patch } from './scope.js'
import { swipes } from './swipe.js'
import { watchValues } from './values.js'
import { edges, views } from './view.js'

/** @param {() => void} onPath a new page in a single-page application */
export function capture(onPath) {
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
  // Events in a frame stay in it, and nothing tells of a finger that comes to it. Frames in shadow roots load unheard.
  listen(view.document, { 'pointerover load': (e) => enter(e.target.shadowRoot ? e.composedPath()[0] : e.target) })
  view.document.querySelectorAll('iframe').forEach(enter)
  observe(view.document)
  watchValues(view)
  patch(/** @type {any} */ (view).Element.prototype, 'attachShadow', observeShadow)
}

/** @type {WeakSet<Document>} */
const watched = new WeakSet()

/** @param {any} frame perhaps one */
function enter(frame) {
  const inner = frame.localName === 'iframe' && frame.contentDocument // null across origins
  // One that is not ready loads yet, and one with a tag of its own tells everything itself.
  if (!inner || watched.has(inner) || inner.readyState !== 'complete' || inner.defaultView.heed) return
  watched.add(inner)
  watch(inner.defaultView)
}
