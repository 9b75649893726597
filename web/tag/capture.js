/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { answers, watchCalls } from './answer.js'
import { forms } from './form.js'
import { observe, watchMutations } from './mutation.js'
import { presses } from './press.js'
import { arriveRefused } from './refusal.js'
import { watchRequests } from './request.js'
import { tellTrail, watchRoutes } from './route.js'
import { listen } from './scope.js'
import { swipes } from './swipe.js'
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
  listen(view, {
    pointerdown: () => observe(document), // also in shadow roots that have come since
    // Events in a frame stay in it. One that we may look into is watched from the moment the pointer or the focus is in it.
    blur: () => enter(view.document.activeElement),
  })
  listen(view.document, {
    'pointerover load': (e) => {
      const [frame] = e.composedPath()
      if (frame.matches?.(':hover')) enter(frame)
    },
  })
  observe(view.document)
}

/** @type {WeakSet<Document>} */
const watched = new WeakSet()

/** @param {any} frame perhaps one */
function enter(frame) {
  const inner = frame?.localName === 'iframe' && frame.contentDocument // null across origins
  if (!inner || watched.has(inner)) return
  watched.add(inner)
  watch(inner.defaultView)
}
