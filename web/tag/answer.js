/** What in itself answers a press: events, calls, and requests in flight. */
import { put } from './agent.js'
import { SCROLL_ANSWERS } from './limits.js'
import { lastGesture } from './press.js'
import { ANSWER, ERROR, REQUEST } from './record.js'
import { guard, listen, patch } from './scope.js'
import { isTyped, numberOf } from './target.js'

const ANSWERS = 'input change toggle submit reset invalid play pause seeked volumechange copy cut paste dragstart drop'

/** @param {any} [element] what it happened on, if it is one */
const answer = (element) => put(ANSWER, element?.nodeType === 1 ? numberOf(element) : 0)

/** Of a window, the page's own or a frame's. */
export const answers = {
  [ANSWERS]: (/** @type {Event} */ e) => answer(e.target),
  // Focus that moves into a frame blurs the window too, but leaves the document focused.
  blur: (/** @type {any} */ e) => e.target === e.currentTarget && !document.hasFocus() && answer(),
  focusin: (/** @type {any} */ e) => isTyped(e.target) && answer(e.target),
  scroll(/** @type {any} */ e) {
    if (e.target.nodeType === 1 && performance.now() - (lastGesture()?.at ?? -Infinity) < SCROLL_ANSWERS) answer(e.target)
  },
  // Quick presses on a control select the words beside it; that is no answer of the control.
  selectionchange(/** @type {any} */ e) {
    if (e.currentTarget.getSelection()?.type === 'Range' && !lastGesture()?.element) answer()
  },
}

/** Calls of the page that show something, and its requests and errors. */
export function watchCalls() {
  const shown = () => answer()
  patch(window, 'open print alert confirm prompt', shown)
  patch(navigator, 'share', shown)
  patch(navigator.clipboard, 'writeText write', shown)
  patch(HTMLAnchorElement.prototype, 'click', (link) => link.hasAttribute('download') && shown())

  const request = (/** @type {number} */ change) => put(REQUEST, 0, 0, change)
  const ended = guard(() => request(-1))
  patch(window, 'fetch', (_, _args, result) => {
    request(1)
    Promise.resolve(result).then(ended, ended)
  })
  patch(XMLHttpRequest.prototype, 'send', (xhr) => {
    if (xhr.readyState === 4) return
    request(1)
    xhr.addEventListener('loadend', ended, { once: true })
  })
  listen(window, {
    // A picture that does not load is an error event with neither.
    'error unhandledrejection': ({ message, reason }) => {
      if (reason || (message && !/^Script error|ResizeObserver/.test(message))) put(ERROR)
    },
  })
}
