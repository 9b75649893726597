/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { answers, watchCalls } from './answer.js'
import { observe, watchMutations } from './mutation.js'
import { presses } from './press.js'
import { listen } from './scope.js'
import { views, watchRoutes } from './view.js'

/** @param {() => void} onPath a new page in a single-page application */
export function capture(onPath) {
  watchMutations()
  watch(window)
  watchFrames()
  listen(window, views)
  watchRoutes(onPath)
  watchCalls()
}

/** @param {Window} view */
function watch(view) {
  listen(view, presses)
  listen(view, answers)
  observe(view.document)
}

/** Events in a frame stay in it; one that we may look into is watched from the moment the pointer comes over it. */
function watchFrames() {
  /** @type {WeakSet<Document>} */
  const watched = new WeakSet()
  const enter = (/** @type {{target: any}} */ { target }) => {
    if (target.localName !== 'iframe') return
    const inner = target.contentDocument // null across origins
    if (!inner || watched.has(inner)) return
    watched.add(inner)
    watch(inner.defaultView)
  }
  listen(document, { pointerover: enter, load: (e) => e.target.matches?.('iframe:hover') && enter(e) })
}
