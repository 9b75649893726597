/** The widget is fetched when there is something to show, and not before. */
import { address, language, nonce } from './config.js'
import { emit } from './events.js'
import { who } from './identity.js'
import { items, left } from './outbox.js'
import { guard, onEnd } from './scope.js'
import { read, write } from './storage.js'
import { send } from './transport.js'

/** @type {Promise<any> | undefined} */
let loading

/** Takes the widget off the page, with whatever is open in it. */
export function removeWidget() {
  loading?.then((ui) => ui.remove(), () => {})
  loading = undefined
}

/**
 * @param {(ui: any) => void} fn
 * @param {string} [decision] that is not seen when there is no widget
 */
function show(fn, decision) {
  if (!loading) onEnd(removeWidget)
  loading ||= import(address(WIDGET_URL)).then((widget) =>
    widget.mount({
      send: guard(send),
      emit: guard(emit),
      keep: guard((/** @type {any} */ act) => write('draft', act)),
      who,
      sent: () => [...left, ...items],
      lang: language(),
      nonce,
    }))
  loading.then(fn).catch(guard(() => {
    loading = undefined
    emit('error', { code: 'widget_unavailable' })
    if (decision) send({ t: 'dismissed', decision, reason: 'failed' })
  }))
}

/** Goes on with what the visitor had begun to answer on an earlier page of this tab. */
export function resume() {
  const act = read('draft')
  if (act) show((ui) => ui.act(act))
}

/** @param {any} frame what the collector wants to be shown, for as long as it says from now on */
export function act(frame) {
  const until = frame.action.expires ? performance.now() + frame.action.expires : undefined
  show((ui) => ui.act({ ...frame, until }), frame.decision)
}

/** @param {any} tab the button of the site by which visitors open a survey themselves */
export const showTab = (tab) => show((ui) => ui.tab(tab))

/** @param {any} frame a line of a conversation */
export const chat = (frame) => show((ui) => ui.chat(frame))
