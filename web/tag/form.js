/** The visitor at work in forms. Values are never looked at. */
import { put } from './agent.js'
import { HAND } from './limits.js'
import { controlNumberOf } from './number.js'
import { sinceHand } from './press.js'
import { FIELD, FLIP, GOAL, SUBMIT, TEXT_FIELD } from './record.js'
import { atForm, refuse } from './refusal.js'
import { formOf, isTyped } from './target.js'

const ENTERED = 1
const TYPED = 2
const COMMITTED = 3
const LEFT = 4

/** What is typed there asks for results and is not sent, or came from the browser's memory. */
const NO_FIELD = ':is([type=search],[role^=search],search,[name=q],#q,:autofill)'

/** @type {Set<Element>} forms that the visitor has changed something in */
const changed = new Set()

/**
 * @param {Event} e
 * @param {number} step
 */
function work(e, step) {
  const element = /** @type {any} */ (e.composedPath()[0])
  const form = formOf(element)
  if (!(step === COMMITTED || isTyped(element)) || element.closest(NO_FIELD)) return
  if (form && step !== ENTERED && step !== LEFT) changed.add(form)
  const flags = isTyped(element) && !/^(textarea|number)$/.test(element.type) && !element.isContentEditable ? 0 : TEXT_FIELD
  put(FIELD, controlNumberOf(element), flags, step, controlNumberOf(form))
}

/** Of a window, the page's own or a frame's; only what the browser itself says. */
export const forms = {
  // A script may move the focus at any time, and a field that holds something asks for nothing.
  focusin: (/** @type {any} */ e) => sinceHand() < HAND && !e.target.value && work(e, ENTERED),
  input: (/** @type {InputEvent} */ e) => e.isComposing || work(e, TYPED),
  change(/** @type {any} */ e) {
    const { target } = e
    work(e, COMMITTED)
    if (/^(checkbox|radio|select)/.test(target.type)) flip(target)
  },
  focusout: (/** @type {Event} */ e) => work(e, LEFT),
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
