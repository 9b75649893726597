/**
 * An intercept as a visitor would get it, by the real widget, whose reports go nowhere: nothing is decided, counted or stored.
 * @module
 * @import { Ask, Given, Preview } from './types.js'
 */
import { button, h } from '../../widget/dom.js'
import { uuid } from '../uuid.js'
import { putBox } from './box.js'

/**
 * @param {Preview} first
 * @param {Ask} ask
 * @param {URL} base of the collector
 * @param {string} lang BCP 47
 */
export async function openPreview(first, ask, base, lang) {
  const { mount } = await import(new URL(first.widget.slice(1), base).href)
  const state = h('p', { class: 'state', role: 'status' })
  const strip = h('section', { class: 'panel skin strip', 'aria-label': 'Preview' },
    h('header', {}, h('h2', {}, 'Preview'), h('span', {}, `${first.intercept}, revision ${first.revision}, ${first.status}`),
      h('span', { class: 'soft' }, 'Only you see this; nothing is stored.'), button('again', 'Show again'), button('close', 'Close')), state)
  const away = putBox(strip)
  /** @type {{act: Function, chat: Function, remove: Function} | undefined} */
  let ui

  /** @param {Preview} preview */
  function show({ acts: [act] }) {
    ui?.remove()
    ui = mount({ send: sender(act.decision), emit() {}, lang, nonce: '', mark: 'Preview' })
    ui?.act(act)
  }

  /**
   * Stands in for the collector, as far as a visitor would notice.
   * @param {string} decision
   * @returns {(item: any) => string}
   */
  function sender(decision) {
    /** @type {Given[]} */
    const given = []
    const mine = () => ui // one shown since has answers of its own
    return (item) => {
      const id = uuid(Date.now())
      const now = mine()
      if (item.t === 'answer') {
        given.push({ survey: item.survey, question: item.question, value: item.value })
        tell(ask({ given }).then((answer) => {
          if (mine() === now) for (const { action } of answer.preview?.acts ?? []) now?.act({ decision, action })
        }))
      }
      if (item.t === 'chat') {
        const said = { conversation: item.conversation, at: Date.now() }
        queueMicrotask(() => {
          now?.chat({ ...said, id, from: 'visitor', text: item.text })
          now?.chat({ ...said, id: id + '-', from: 'system', text: 'This is a preview: nobody is told.' })
        })
      }
      return id
    }
  }

  /** @param {Promise<unknown>} work */
  const tell = (work) => work.then(() => (state.textContent = ''), (error) => (state.textContent = error.message))

  strip.addEventListener('click', ({ target }) => {
    const action = target instanceof HTMLElement && target.dataset.action
    if (action === 'again') tell(ask({}).then((answer) => answer.preview && show(answer.preview)))
    if (action !== 'close') return
    ui?.remove()
    away()
  })
  show(first)
}
