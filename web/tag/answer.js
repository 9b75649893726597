/** What in itself answers a press: events, calls, and requests in flight. */
import { ANSWER, ERROR, REQUEST } from './record.js'
import { isTyped } from './target.js'

const ANSWERS = 'input change toggle submit reset invalid play pause seeked volumechange copy cut paste beforeprint ' +
  'fullscreenchange dragstart drop'

/** An inner scroll this soon (ms) after the pointer went down answers it. */
const SCROLL_ANSWERS = 400

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {import('./target.js').Targets} targets
 * @param {() => import('./press.js').Gesture | undefined} lastGesture
 * @returns {{answer: (element?: Element) => void, watch: (view: Window) => void}}
 */
export function createAnswers(scope, put, targets, lastGesture) {
  const answer = (/** @type {any} */ element = undefined) =>
    put(ANSWER, element?.nodeType === 1 ? targets.number(element) : 0)
  return {
    answer,
    watch(view) {
      scope.listen(view, ANSWERS, (e) => answer(e.target))
      // Focus that moves into a frame blurs the window too, but leaves the document focused.
      scope.listen(view, 'blur', (e) => e.target === view && !document.hasFocus() && answer())
      scope.listen(view, 'focusin', (e) => isTyped(e.target) && answer(e.target))
      scope.listen(view, 'scroll', (e) => {
        const gesture = lastGesture()
        if (e.target.nodeType === 1 && gesture && performance.now() - gesture.at < SCROLL_ANSWERS) answer(e.target)
      })
      // Quick presses on a control select the words beside it; that is no answer of the control.
      scope.listen(view.document, 'selectionchange', () => {
        if (view.getSelection()?.type === 'Range' && !lastGesture()?.element) answer()
      })
    },
  }
}

/**
 * Calls of the page that show something, and its requests and errors.
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {() => void} answer
 */
export function watchCalls(scope, put, answer) {
  for (const name of ['open', 'print', 'alert', 'confirm', 'prompt']) scope.patch(window, name, answer)
  scope.patch(navigator, 'share', answer)
  for (const name of ['writeText', 'write']) scope.patch(navigator.clipboard, name, answer)
  scope.patch(HTMLAnchorElement.prototype, 'click', (link) => link.hasAttribute('download') && answer())

  const request = (/** @type {number} */ change) => put(REQUEST, 0, 0, 0, 0, change)
  const ended = scope.guard(() => request(-1))
  scope.patch(window, 'fetch', (_, _args, result) => {
    request(1)
    Promise.resolve(result).then(ended, ended)
  })
  scope.patch(XMLHttpRequest.prototype, 'send', (xhr) => {
    if (xhr.readyState === 4) return
    request(1)
    xhr.addEventListener('loadend', ended, { once: true })
  })

  // A picture that does not load is an error event with neither.
  scope.listen(window, 'error unhandledrejection', ({ message, reason }) => {
    if (reason || (message && !/^Script error|ResizeObserver/.test(message))) put(ERROR)
  })
}
