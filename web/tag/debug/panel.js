/**
 * The panel: signals as they fire in the page, what each led to and why, and how every live intercept stands.
 * @module
 * @import { Ask, Signal, Watch } from './types.js'
 */
import { button, h } from '../../widget/dom.js'
import { putBox } from './box.js'
import { Refused } from './collector.js'
import { CLOSED, FOLDED, keep, kept } from './keep.js'
import { interceptRow, signalRow, update } from './rows.js'

/** Milliseconds: a decision is there soon after its signal, and what the page then reports a moment later. */
const SOON = 300

/** A question that got no answer is asked again ever later, up to this. */
const LONGEST = 30_000

/** What happens in the page that the collector may have something to say about. */
const NEWS = ['heed:signal', 'heed:decision', 'heed:shown', 'heed:dismissed', 'heed:answer']

/** Signals heard here are shown at once, this many that the collector has not spoken of. */
const UNANSWERED = 8

/**
 * @param {Watch} first
 * @param {Ask} ask
 */
export function openPanel(first, ask) {
  const signals = h('ol', { class: 'signals' })
  const live = h('ul', { class: 'intercepts' })
  const quiet = h('p', { class: 'soft' }, 'None yet. Use the page as a visitor would.')
  const state = h('p', { class: 'state', role: 'status' })
  const story = h('a', { href: first.url, target: '_blank', rel: 'noopener noreferrer' }, 'Your visit in the console')
  const body = h('div', { class: 'body', id: 'body', tabindex: 0, role: 'region', 'aria-label': 'What Heed sees' },
    h('h3', {}, 'Signals'), quiet, signals, h('h3', {}, 'Live intercepts, as things stand'), live, h('p', { class: 'foot' }, story))
  const fold = button('fold', '')
  const news = h('p', { class: 'unseen', role: 'status' })
  const panel = h('section', { class: 'panel skin', 'aria-label': 'Heed on this page' },
    h('header', {}, h('h2', {}, 'Heed'), h('span', { class: 'soft' }, first.site), fold, button('close', 'Close')), state, news, body)
  const away = putBox(panel)

  /** Heard in the page, the latest first, and not spoken of by the collector yet. @type {Signal[]} */
  let heard = []
  let told = first
  /** The signal that was read out last, with what it led to. */
  let spoken = first.signals[0]?.id
  let failures = 0
  let timer = 0

  function draw() {
    const known = new Set(told.signals.map(({ id }) => id))
    for (const one of heard) one.id = idOf(one) ?? one.id
    heard = heard.filter(({ id }) => !known.has(id)).slice(0, UNANSWERED)
    update(signals, [...heard, ...told.signals], ({ id }) => id, signalRow)
    update(live, told.live, ({ name }) => name, interceptRow)
    quiet.hidden = signals.children.length > 0
    story.href = told.url
    const [latest] = told.signals
    if (latest && latest.id !== spoken) news.textContent = `${latest.noun}: ${latest.did}`
    spoken = latest?.id
  }

  /** @param {number} ms */
  function look(ms) {
    clearTimeout(timer)
    timer = window.setTimeout(refresh, ms)
  }

  /**
   * An error of ours ends the panel, not the page.
   * @template {any[]} A
   * @param {(...args: A) => unknown} work
   * @returns {(...args: A) => Promise<void>}
   */
  const guard = (work) => async (...args) => {
    try {
      await work(...args)
    } catch {
      stop()
      away()
    }
  }

  const refresh = guard(async () => {
    const who = visitor()
    try {
      if (who) told = (await ask({ visitor: who })).watch ?? told
      failures = heard.length || !who ? failures + 1 : 0
      say('')
    } catch (error) {
      if (error instanceof Refused) return end(error.message)
      failures++
      say('The collector does not answer; trying again.')
    }
    draw()
    if (failures) look(Math.min(LONGEST, SOON * 2 ** failures))
  })

  /** @param {string} words */
  function say(words) {
    if (state.textContent !== words) state.textContent = words
  }

  const hear = guard((/** @type {CustomEvent} */ { type, detail }) => {
    if (type === 'heed:signal') heard.unshift(unanswered(detail))
    failures = 0
    draw()
    look(SOON)
  })

  /** The pass is used up: what was seen stays to be read. @param {string} why */
  function end(why) {
    stop()
    keep('pass')
    say(why)
  }

  function stop() {
    clearTimeout(timer)
    for (const type of NEWS) removeEventListener(type, /** @type {any} */ (hear))
  }

  /** @param {boolean} folded */
  function show(folded) {
    body.hidden = folded
    fold.textContent = folded ? 'Unfold' : 'Fold'
    fold.setAttribute('aria-expanded', String(!folded))
    keep('panel', folded ? FOLDED : undefined)
  }

  fold.setAttribute('aria-controls', 'body')
  panel.addEventListener('click', ({ target }) => {
    const action = target instanceof HTMLElement && target.dataset.action
    if (action === 'fold') show(!body.hidden)
    if (action !== 'close') return
    keep('panel', CLOSED)
    stop()
    away()
  })
  for (const type of NEWS) addEventListener(type, /** @type {any} */ (hear))
  show(kept('panel') === FOLDED)
  draw()
  look(SOON)
}

/** What left the page, the tag's own word. @returns {any[]} */
const sent = () => /** @type {any} */ (window).heed('sent')

/** Who is here, as the latest hello said; undefined before the first. @returns {string | undefined} */
const visitor = () => sent().filter(({ t }) => t === 'hello').at(-1)?.visitor

/** @param {Signal & {kind?: string}} signal heard here @returns {string | undefined} its id, once it has left */
const idOf = ({ at, kind }) => sent().find((frame) => frame.t === 'signal' && frame.at === at && frame.kind === kind)?.id

/**
 * A signal of which only the page knows as yet.
 * @param {any} detail of heed:signal
 * @returns {Signal & {kind: string}}
 */
function unanswered({ kind, at, score, page, target, data }) {
  const words = kind.replace('custom:', '').replaceAll('_', ' ')
  return {
    id: kind + at, kind, at, page, noun: words[0].toUpperCase() + words.slice(1), score: `${Math.round(100 * score)}\u00a0%`,
    target: data?.label ? `“${data.label}”` : target, did: 'On its way to the collector', considered: [],
  }
}
