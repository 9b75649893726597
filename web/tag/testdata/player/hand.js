/** What a hand does with mouse, finger and keys, as the events that a browser makes of it, in its order. */
import { deliver } from './listeners.js'
import { find } from './page.js'

const root = document.documentElement
const mouse = { pointerType: 'mouse', pointerId: 1, isPrimary: true, button: 0, buttons: 0 }
const finger = { ...mouse, pointerType: 'touch', pointerId: 2 }

/** Whether this visitor has no mouse. */
let touches = false
export const useFinger = () => (touches = true)

/** @returns {object} where the pointer is, and what is held meanwhile */
const held = ({ x = 0, y = 0, modifiers = [] }) => ({
  clientX: x, clientY: y, ...Object.fromEntries(modifiers.map((key) => [key + 'Key', true])),
})

/** The pointer goes down. */
export function down(e) {
  const target = find(e.target)
  const pointer = { ...(touches ? finger : mouse), button: e.button ?? 0, buttons: e.button ? 2 : 1, ...held(e) }
  deliver('pointerdown', target, pointer)
  if (touches) deliver('touchstart', target, touch(target, e, 1))
  else press(target, pointer)
}

/** The mouse button is down, unless the control is disabled: then nobody hears of it. */
function press(target, pointer) {
  if (target.matches(':disabled')) return
  deliver('mousedown', target, pointer)
  focus(target.closest('a[href],button,input,select,textarea,summary,[contenteditable],[tabindex]'))
}

/** The pointer comes up. */
export function up(e) {
  const target = find(e.target)
  const pointer = { ...(touches ? finger : mouse), ...held(e) }
  deliver('pointerup', target, pointer)
  if (touches) {
    deliver('touchend', target, touch(target, e, 0))
    press(target, pointer)
  }
  if (!target.matches(':disabled')) deliver('mouseup', target, pointer)
}

/** The click, and what the control does by itself, unless the case says that it does something else. */
export function click(e, alone) {
  const target = find(e.target)
  if (target.matches(':disabled')) return
  deliver('click', target, { ...(touches ? finger : mouse), detail: e.detail ?? 1, ...held(e) })
  if (alone && target.matches('[type=checkbox]:not([data-refuses])')) change(e)
}

/** Enter, held when it repeats itself. */
export function enter(e, again) {
  key({ key: 'Enter', code: 'Enter', repeat: again })
  deliver('click', find(e.target), { ...mouse, pointerType: '', detail: 0, ...held(e) })
}

/** A key goes down, where the focus is. */
export function key(e) {
  const code = e.code ?? (e.key.length === 1 ? 'Key' + e.key.toUpperCase() : e.key)
  deliver('keydown', document.activeElement ?? document.body, { repeat: false, ...e, code })
}

/** What the mouse is on, which is nothing that matters unless a case says so. */
let on = document.body

/** The mouse moves. */
export function move(e) {
  const pointer = { ...mouse, button: -1, buttons: e.buttons ?? 0, ...held(e) }
  for (const type of ['pointermove', 'mousemove']) deliver(type, on, pointer)
}

/** Any other pointer moves. */
export const drag = (e) => deliver('pointermove', document.body, { ...finger, pointerType: e.pointerType, button: -1, buttons: 1, ...held(e) })

/** The mouse comes onto an element, or into the page. */
export function over({ target: selector = 'html', ...e }) {
  const target = find(selector)
  const fields = { ...mouse, ...held(e), relatedTarget: target === root ? null : document.body }
  for (const type of ['pointerover', 'mouseover']) deliver(type, target === root ? document.body : target, fields)
  for (const type of ['pointerenter', 'mouseenter']) deliver(type, target, fields)
  on = target === root ? document.body : target
  move(e)
}

/** The mouse leaves an element for the one around it, or the page, or something else that the case names. */
export function out({ target: selector, relatedTarget: to, ...e }) {
  const target = find(selector)
  const around = target === root || to === null ? null : target.parentElement
  const fields = { ...mouse, buttons: e.buttons ?? 0, ...held(e), relatedTarget: to ? find(to) : around }
  for (const type of ['pointerout', 'mouseout']) deliver(type, target === root ? document.body : target, fields)
  if (to) return // into a part of what was left
  for (const type of ['pointerleave', 'mouseleave']) deliver(type, target, fields)
  on = around ?? document.body
  if (!around) return
  for (const type of ['pointerover', 'mouseover']) deliver(type, around, { ...fields, relatedTarget: target })
  move(e)
}

/** Fingers go down on what lies there, or on what the case names. */
export function touchDown(e) {
  const target = under(e)
  for (let i = 0; i < e.n; i++) {
    deliver('pointerdown', target, { ...finger, pointerId: 2 + i, isPrimary: !i, buttons: 1, ...held(e) })
    deliver('touchstart', target, touch(target, e, i + 1))
  }
}

/** They come up. */
export function touchUp(e, from) {
  const target = under(from)
  for (let i = from.n - 1; i >= 0; i--) {
    deliver('pointerup', target, { ...finger, pointerId: 2 + i, isPrimary: !i, ...held(e) })
    deliver('touchend', target, touch(target, e, i))
  }
}

const under = (e) => (e.under ? find(e.under) : document.elementFromPoint(e.x, e.y) ?? document.body)

/** @returns {object} a touch event's lists, while so many fingers are down */
function touch(target, { x: clientX = 0, y: clientY = 0 }, count) {
  const one = { identifier: 0, target, clientX, clientY }
  const touches = Array.from({ length: count }, (_, identifier) => ({ ...one, identifier }))
  return { touches, targetTouches: touches, changedTouches: [one] }
}

/** The finger scrolls: the browser takes the gesture over. */
export const scrollBegins = () => deliver('pointercancel', document.body, finger)

/** The focus moves. */
export function focus(target) {
  const before = document.activeElement
  if (!target || target === before) return
  target.focus({ preventScroll: true })
  if (before !== document.body) deliver('focusout', before, { relatedTarget: target })
  deliver('focus', target, { relatedTarget: before })
  deliver('focusin', target, { relatedTarget: before })
}

/** The focus moves by the key that is for it. */
export function tab(target) {
  if (target === document.activeElement) return
  key({ key: 'Tab' })
  focus(target)
}

/** A choice is made, or a field is filled in anew and left to the page. */
export function change(e) {
  const target = find(e.target)
  if (target.matches('[type=checkbox]')) {
    target.checked = !target.checked
    deliver('input', target)
  } else {
    target.value = ''
    type({ ...e, text: `entry ${++entries}` })
  }
  deliver('change', target)
}

let entries = 0

/** An input method begins to compose what it will put into a field. */
export function compose(e) {
  const target = find(e.target)
  tab(target)
  deliver('compositionstart', target)
}

/** A key changes what is in a field. */
export function type({ target: selector, inputType = 'insertText', isComposing = false, text = 'a' }) {
  const target = find(selector)
  const deletes = inputType === 'deleteContentBackward'
  tab(target)
  key({ key: isComposing ? 'Process' : deletes ? 'Backspace' : 'a', code: 'KeyA', isComposing })
  target.value = deletes ? target.value.slice(0, -1) : target.value + text
  deliver('input', target, { inputType: isComposing ? 'insertCompositionText' : inputType, isComposing, data: deletes ? null : text })
}
