/** From the page's events to the agent's records: puts the watchers together, here and in same-origin frames. */
import { createAnswers, watchCalls } from './answer.js'
import { createMutations } from './mutation.js'
import { createPresses } from './press.js'
import { watchRoutes, watchView } from './view.js'

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {import('./target.js').Targets} targets
 * @param {(path: string) => void} onPath a new page in a single-page application
 */
export function capture(scope, put, targets, onPath) {
  const observe = createMutations(scope, put, targets)
  const answers = createAnswers(scope, put, targets, () => presses.last())
  // A shadow root is observed from the first gesture that passes through it.
  const presses = createPresses(scope, put, targets, answers.answer, (path) => {
    for (const node of /** @type {any[]} */ (path)) {
      if (node.nodeType === 11 && node.host.localName !== 'heed-widget') observe(node)
    }
  })
  const watch = (/** @type {Window} */ view) => {
    presses.watch(view)
    answers.watch(view)
    observe(view.document)
  }
  watch(window)
  watchFrames(scope, watch)
  watchCalls(scope, put, () => answers.answer())
  watchView(scope, put)
  watchRoutes(scope, put, onPath)
}

/**
 * Events in a frame stay in it; one that we may look into is watched from the moment the pointer comes over it.
 * @param {import('./scope.js').Scope} scope
 * @param {(view: Window) => void} watch
 */
function watchFrames(scope, watch) {
  /** @type {WeakSet<Document>} */
  const watched = new WeakSet()
  const enter = (/** @type {{target: any}} */ { target }) => {
    if (target.localName !== 'iframe') return
    const inner = target.contentDocument // null across origins
    if (!inner || watched.has(inner)) return
    watched.add(inner)
    watch(inner.defaultView)
  }
  scope.listen(document, 'pointerover', enter)
  scope.listen(document, 'load', (e) => e.target.matches?.('iframe:hover') && enter(e))
}
