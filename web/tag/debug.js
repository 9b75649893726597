/**
 * What a user of the console sees on a page of their own: Heed at work (debug/panel.js), or one intercept as a visitor would get it
 * (debug/preview.js). Fetched where an address carries a pass, or a tab has come by one. The collector says what the pass opens;
 * without its yes nothing appears.
 * @module
 * @import { Answer } from './debug/types.js'
 */
import { collectorAt, Refused } from './debug/collector.js'
import { openPanel } from './debug/panel.js'
import { openPreview } from './debug/preview.js'
import { CLOSED, keep, kept } from './debug/keep.js'

/** Two levels below the collector's own address, which may have a path. */
const BASE = new URL('../../', import.meta.url)

/**
 * @param {string} pass
 * @param {typeof fetch} request the browser's own: what we ask is none of the page's traffic
 */
export const begin = (pass, request) => open(pass, request).catch(() => {}) // the page does not notice

/** @param {string} pass @param {typeof fetch} request */
async function open(pass, request) {
  const lang = language()
  const followed = location.hash === '#heed=' + pass
  const ask = collectorAt(BASE, request, { pass, lang })
  if (followed) keep('panel')
  else if (new URLSearchParams(location.search).get('heed') === 'debug') keep('panel')
  else if (kept('panel') === CLOSED) return
  /** @type {Answer} */
  let answer
  try {
    answer = await ask({})
  } catch (error) {
    if (error instanceof Refused) forget(followed)
    return
  }
  if (followed) strip()
  if (answer.preview) await openPreview(answer.preview, ask, BASE, lang)
  if (answer.watch) {
    keep('pass', pass)
    openPanel(answer.watch, ask)
  }
}

/** BCP 47, as the tag finds it; every page would pay for being told by it. */
const language = () => /** @type {HTMLElement | null} */ (document.querySelector('script[data-site][data-locale]'))?.dataset.locale ||
  document.documentElement.lang || navigator.language

/** A pass that opens nothing is not tried again. @param {boolean} followed */
function forget(followed) {
  if (followed) strip()
  else keep('pass')
}

/** Takes the pass out of the address, so that it is not copied or bookmarked with it. */
const strip = () => history.replaceState(history.state, '', location.pathname + location.search)
