/** Which control a gesture means. */
import { EXCUSED, SURFACE, TEXT_FIELD } from './record.js'

/** What one presses and what says on it what it is for. */
export const LABELLED = 'a,button,summary,label,option,[role=button],[role=link],[role=option],[role=tab],[role=checkbox],[role=radio],' +
  '[role=switch],[role^=menuitem],[role=treeitem]'

/** What may show what somebody chose or typed. */
export const VALUED = 'input,select,textarea,[role=slider],[role=combobox]'

/** What happens inside cannot be seen from outside. */
const OPAQUE = 'canvas,video,audio,embed,object,iframe,option'

/**
 * A form's own word for it may be one of its fields.
 * @param {Element} e
 * @param {string} selector
 * @returns {boolean}
 */
export const is = (e, selector) => Element.prototype.matches.call(e, selector)

/** @param {any} e */
const isInteractive = (e) => is(e, LABELLED + ',area,' + VALUED) || e.onclick

/**
 * A place to type and to select text.
 * @param {any} e
 * @returns {boolean}
 */
export const isTyped = (e) =>
  e.isContentEditable || /^(text|search|email|url|tel|password|number|textarea)$/.test(e.type)

/**
 * A control that opens a native popup or moves with the pointer.
 * @param {any} e
 * @returns {boolean}
 */
export const isPicker = (e) => /^(select|range|date|time|month|week|color|file)/.test(e.type)

/**
 * A link that the browser follows, perhaps to where nothing can be seen of it: a download, another window, another program.
 * @param {any} e
 * @returns {boolean}
 */
export const leadsAway = (e) => !!e?.href && !/^(#|javascript:)/.test(e.getAttribute('href'))

/**
 * @param {Element} [e]
 * @returns {Element | null | undefined} the form it belongs to. `e.form` may be anything in an element of the page's own making.
 */
export const formOf = (e) => e && (e.closest('form') ||
  (e.hasAttribute('form') && document.forms.namedItem(e.getAttribute('form') || '') || null))

/**
 * @param {any} e
 * @param {string} selector
 * @returns {boolean} whether it lies in something like that, also outside of its shadow root and its frame
 */
export const isWithin = (e, selector) =>
  !!e && (!!e.closest(selector) || isWithin(e.getRootNode().host || e.ownerDocument.defaultView?.frameElement, selector))

/**
 * Finds the control a gesture means: the nearest interactive ancestor, through shadow roots, else the outermost element
 * that shows a hand.
 * @param {EventTarget[]} path composedPath of the event
 * @returns {{element?: any, flags: number, ignored: boolean}}
 */
export function findTarget(path) {
  const elements = /** @type {Element[]} */ (path).filter((node) => node.nodeType === 1)
  const ignored = isWithin(elements[0], 'heed-widget,[data-heed-ignore]')
  // Asked of one alone: the question costs a style.
  const found = elements[0] && isTyped(elements[0]) ? elements[0] : elements.find(isInteractive) || outermostHand(elements)
  const element = /** @type {any} */ (found)?.control || found
  let flags = 0
  for (const e of [elements[0], element]) if (e && (is(e, OPAQUE) || isPicker(e))) flags |= SURFACE
  if (element && isTyped(element)) flags |= TEXT_FIELD
  if (leadsAway(element) || (element && is(element, ':disabled,[aria-disabled=true]'))) flags |= EXCUSED
  return { element, flags, ignored }
}

/**
 * The cursor is inherited, so the element that asked for it is the last one in a row. A page that shows a hand everywhere
 * says nothing.
 * @param {Element[]} elements from the inside out
 */
function outermostHand(elements) {
  const hand = elements[elements.findIndex((e) => getComputedStyle(e).cursor !== 'pointer') - 1]
  return hand?.localName === 'body' ? undefined : hand
}

/** Whether something is in front that asks for no hand: media that play, or a frame that has the focus. */
export const isWatching = () => document.activeElement?.localName === 'iframe' ||
  [...document.querySelectorAll('video,audio')].some((media) => !(/** @type {any} */ (media).paused))
