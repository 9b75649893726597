/** Plays one labelled case on a page that carries the tag, as it would happen there. See play. */
import { advance, freeze, time, turn } from './clock.js'
import { deliver } from './listeners.js'
import { agent, signals, welcome } from './spy.js'
import * as hand from './hand.js'
import * as page from './page.js'

/** The page is there, and the tag in it, this long before the first thing happens, in ms. */
const LEAD = 200
/** And this long after the last one, unless the visitor is gone. */
const TAIL = 15_000
/** A mouse button or a finger is down for so long, if a case does not say and its clicks leave the time. */
const HELD = 100
/** Scrolls further apart are two gestures of the finger. */
const GESTURE = 300

/**
 * @typedef {{t_ms: number, type: string, target?: string, [field: string]: any}} Event
 * @typedef {{events: Event[], html?: string, pages?: Record<string, string>, touch?: boolean, held?: number}} Case
 */

/**
 * @param {Case} scene
 * @returns {Promise<{signals: any[], records: any[], until: number}>} what the tag told the page, what it told the agent (the
 *   test keeps that), and when it ended; each time in ms since the page began
 */
export async function play(scene) {
  if (scene.touch) hand.useFinger()
  page.show(scene)
  await loadTag()
  const steps = stepsOf(scene)
  const start = LEAD - Math.min(0, ...steps.map(({ at }) => at))
  for (const { at, run } of steps) {
    await advance(start + at)
    await run()
    await turn()
  }
  const last = scene.events.at(-1)
  const gone = last.type === 'pagehide' || last.state === 'hidden'
  await advance(time() + (gone ? 0 : TAIL))
  return { signals, records: window.records, until: time() }
}

async function loadTag() {
  const script = Object.assign(document.createElement('script'), { src: '/heed.js' })
  script.dataset.site = 'demo'
  const loaded = new Promise((done) => (script.onload = done))
  document.head.append(script)
  await loaded
  const welcomed = welcome()
  await advance(0) // it waits for the page to be idle
  await Promise.all([agent, welcomed])
  await turn()
}

/** @typedef {{at: number, run: () => unknown}} Step */

/**
 * @param {Case} scene
 * @returns {Step[]} its events, and what a case leaves out because it cannot be otherwise: a pointer goes down before a click, a
 *   finger before a page scrolls
 */
function stepsOf({ events, touch, held: usual }) {
  const has = (...types) => events.some(({ type }) => types.includes(type))
  const told = has('pointerdown', 'touchstart') // then all of them are
  const held = Math.min(usual || HELD, shortestPause(events.filter(({ type }) => type === 'click')))
  /** @type {Step[]} */
  const steps = []
  events.forEach((e, i) => {
    const at = e.t_ms
    if (e.type === 'click' && e.detail !== 0 && !told) {
      steps.push({ at: at - held, run: () => hand.down(e) }, { at, run: () => hand.up(e) })
    }
    if (e.type === 'scroll' && touch && !told && byFinger(e, latest(events, i, 'scroll', 'click'))) {
      const from = { x: 200, y: 300, n: 1 }
      steps.push({ at: at - HELD, run: () => hand.touchDown(from) }, { at, run: hand.scrollBegins })
    }
    const run = () => EVENTS[e.type](e, events, i)
    steps.push({ at, run })
  })
  return steps.sort((a, b) => a.at - b.at)
}


/** @returns {Event | undefined} the one of these types before */
const latest = (events, i, ...types) => events.slice(0, i).findLast(({ type }) => types.includes(type))

/** Whether a finger begins to scroll, rather than goes on, or a script that a click has called. */
const byFinger = (e, before) => (before?.type === 'scroll' ? e.t_ms - before.t_ms > GESTURE : !before)

/** One hand presses alike all the time. */
const shortestPause = (clicks) => Math.min(...clicks.slice(1).map(({ t_ms }, i) => t_ms - clicks[i].t_ms))

/** @type {Record<string, (e: Event, events: Event[], i: number) => unknown>} each kind of event in a case */
const EVENTS = {
  pointerdown: hand.down,
  pointerup: hand.up,
  click(e, events, i) {
    if (e.detail === 0) return hand.enter(e, e.key_repeat && latest(events, i, 'click')?.key_repeat)
    hand.click(e, !events.some(({ type, target }) => type === 'change' && target === e.target))
  },
  contextmenu: (e) => deliver('contextmenu', page.find(e.target)),
  keydown: hand.key,
  mousemove: hand.move,
  pointermove: hand.drag,
  mouseenter: hand.over,
  mouseleave: hand.out,
  mouseout: hand.out,
  touchstart: hand.touchDown,
  touchend: (e, events, i) => hand.touchUp(e, latest(events, i, 'touchstart')),
  focus: (e) => hand.tab(page.find(e.target)),
  focusin: (e) => hand.tab(page.find(e.target)),
  input: hand.type,
  change: hand.change,
  compositionstart: hand.compose,
  compositionend: (e) => deliver('compositionend', page.find(e.target)),
  submit: (e) => deliver('submit', page.find(e.target)),
  invalid: (e) => deliver('invalid', page.find(e.target)),
  selectionchange({ collapsed }, events, i) {
    const words = page.find(latest(events, i, 'click').target)
    if (collapsed) getSelection().collapse(words, 0)
    else getSelection().selectAllChildren(words)
    deliver('selectionchange', document)
  },
  scroll({ y }) {
    scrollTo({ top: y ?? scrollY + 100, behavior: 'instant' })
    deliver('scroll', document)
  },
  blur(e) {
    page.focusWindow(false)
    deliver('blur', window)
  },
  visibilitychange: ({ state }) => see(state === 'hidden'),
  pagehide(e) {
    deliver('pagehide', window, { persisted: !!e.persisted })
    see(true)
    freeze(e.persisted)
  },
  pageshow(e) {
    freeze(false)
    see(false)
    const welcomed = welcome()
    deliver('pageshow', window, { persisted: e.persisted })
    return welcomed // before the time flies in which the tag would give the collector up
  },
  error: ({ message }) => deliver('error', window, { message, error: new Error(message) }),
  rejection: ({ message }) => deliver('unhandledrejection', window, { reason: new Error(message) }),
  async media({ name }) {
    const film = page.find('video')
    if (name === 'play') await page.play(film)
    deliver(name, film)
    if (name === 'seeking') deliver('seeked', film)
  },
  mutation: page.mutate,
  value_property_change: (e) => page.setValue(page.find(e.target)),
  window_open: page.openWindow,
  download: page.download,
  fetch_start: page.request,
  fetch_end: page.respond,
  datalayer: page.pushLayer,
  navigate: page.navigate,
  popstate: page.back,
  idle: ({ ms }) => advance(time() + ms),
}

function see(hidden) {
  if (document.hidden === hidden) return
  page.hide(hidden)
  deliver('visibilitychange', document)
}

Object.assign(window, { play })
