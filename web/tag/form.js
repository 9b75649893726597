/** The visitor at work in forms. Values are never looked at. */
import { put } from './agent.js'
import { HAND } from './limits.js'
import { controlNumberOf } from './number.js'
import { handAt, last } from './press.js'
import { FIELD, FLIP, GOAL, SUBMIT, TEXT_FIELD } from './record.js'
import { atForm, refuse } from './refusal.js'
import { now } from './scope.js'
import { formOf, isTyped } from './target.js'

/** What is typed there asks for results and is not sent, or came from the browser's memory. */
const NO_FIELD = ':is([type=search],[role^=search],search,[name=q],#q,:autofill)'

/** @type {Set<Element>} forms that the visitor has changed something in */
const changed = new Set()

/**
 * @param {Event} e
 * @param {number} step 1 for the focus, 2 for typing, 3 for another value, 4 for leaving
 */
function work(e, step) {
  const element = /** @type {any} */ (e.composedPath()[0])
  const form = formOf(element)
  // A choice that nothing sends, such as a filter's, is made when it is made.
  if ((step !== 3 || !form?.querySelector('button,[type=submit]')) && !isTyped(element)) return
  if (element.closest(NO_FIELD)) return
  if (form && (step === 2 || step === 3)) changed.add(form)
  // Boxes, lists, numbers and long texts are changed again and again by nature.
  const flags = /^(text|email|url|tel|password)$/.test(element.type) ? 0 : TEXT_FIELD
  put(FIELD, controlNumberOf(element), flags, step, controlNumberOf(form))
}

/** Of a window, the page's own or a frame's; only what the browser itself says. */
export const forms = {
  // A script may move the focus at any time, and a field that holds something asks for nothing.
  focusin: (/** @type {any} */ e) => now() - handAt < HAND && !e.target.value && work(e, 1),
  input: (/** @type {InputEvent} */ e) => e.isComposing || work(e, 2),
  change(/** @type {any} */ e) {
    const { target } = e
    work(e, 3)
    // Whoever goes through a list by the arrow keys is on his way to one of them.
    if (/^(checkbox|radio|select)/.test(target.type) && /** @type {any} */ (last)?.at >= handAt) flip(target)
  },
  focusout: (/** @type {Event} */ e) => work(e, 4),
  submit(/** @type {any} */ { target }) {
    put(SUBMIT, controlNumberOf(target))
    atForm(target, true)
  },
  invalid: (/** @type {any} */ e) => refuse(e.target, 0),
}

/** @param {any} e a choice that has changed; one of a group stands for the whole */
export function flip(e) {
  const [first] = e.type === 'radio' ? document.getElementsByName(e.name) : []
  put(FLIP, controlNumberOf(first || e))
}

/** Tells of forms that are gone from the page: they have served their purpose. */
export function checkForms() {
  for (const form of changed) {
    if (form.isConnected) continue
    changed.delete(form)
    put(GOAL, controlNumberOf(form))
  }
}
