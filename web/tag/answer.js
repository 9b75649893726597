/** What in itself answers a press: events, and calls of the page. */
import { put } from './agent.js'
import { SCROLL_ANSWERS } from './limits.js'
import { numberOf } from './number.js'
import { down, last } from './press.js'
import { ANSWER, MUTATION } from './record.js'
import { now, patch } from './scope.js'
import { isTyped } from './target.js'

const ANSWERS = 'input change toggle submit reset invalid play pause seeked volumechange copy cut paste dragstart drop fullscreenchange'

/** @param {any} [element] what it happened on, if it is one */
const answer = (element) => put(ANSWER, element?.nodeType === 1 ? numberOf(element) : 0)

/** Of a window, the page's own or a frame's. */
export const answers = {
  [ANSWERS]: (/** @type {Event} */ e) => answer(e.target),
  // Focus that moves into a frame blurs the window too, but leaves the document focused.
  blur: (/** @type {any} */ e) => e.target === e.currentTarget && !document.hasFocus() && answer(),
  focusin: (/** @type {any} */ e) => isTyped(e.target) && answer(e.target),
  scroll(/** @type {any} */ e) {
    if (e.target.nodeType === 1 && now() - (last?.at ?? -Infinity) < SCROLL_ANSWERS) answer(e.target)
  },
  // Style alone can show what the address points at: a lightbox, a tab.
  hashchange(/** @type {any} */ e) {
    const shown = e.currentTarget.document.querySelector(':target')
    if (shown) answer(shown)
  },
  // Quick presses on a control select the words beside it; that is no answer of the control.
  selectionchange(/** @type {any} */ e) {
    if (e.currentTarget.getSelection()?.type === 'Range' && !last?.element) answer()
  },
}

/** Watches the calls that show something. */
export function watchCalls() {
  const shown = () => answer()
  patch(window, 'open print alert confirm prompt', shown)
  patch(navigator, 'share', shown)
  patch(navigator.clipboard, 'writeText write', shown)
  // One that begins while the control is being pressed only shows that.
  patch(Element.prototype, 'animate', (element) => down || put(MUTATION, numberOf(element), 0, 1))
  patch(HTMLMediaElement.prototype, 'play pause', shown) // also of sounds that are no part of the page
  patch(HTMLAnchorElement.prototype, 'click', (link) => link.hasAttribute('download') && shown())
}
