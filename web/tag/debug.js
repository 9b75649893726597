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
 * @param {boolean} followed whether it came with this page's address
 */
export const begin = (pass, request, followed) => open(pass, request, followed).catch(() => {}) // the page does not notice

/** @param {string} pass @param {typeof fetch} request @param {boolean} followed */
async function open(pass, request, followed) {
  const lang = language()
  const ask = collectorAt(BASE, request, { pass, lang })
  if (followed) keep('panel')
  else if (new URLSearchParams(location.search).get('heed') === 'debug') keep('panel')
  else if (kept('panel') === CLOSED) return
  /** @type {Answer} */
  let answer
  try {
    answer = await ask({})
  } catch (error) {
    if (error instanceof Refused) forget(pass, followed)
    return
  }
  strip(pass)
  if (answer.preview) await openPreview(answer.preview, ask, BASE, lang)
  if (answer.watch) {
    keep('pass', pass)
    openPanel(answer.watch, ask)
  }
}

/** BCP 47, as the tag finds it; every page would pay for being told by it. */
const language = () => /** @type {HTMLElement | null} */ (document.querySelector('script[data-site][data-locale]'))?.dataset.locale ||
  document.documentElement.lang || navigator.language

/** A pass that opens nothing is not tried again. @param {string} pass @param {boolean} followed */
function forget(pass, followed) {
  strip(pass)
  if (!followed) keep('pass')
}

/** Takes the pass out of the address if it is still there, so that it is not copied or bookmarked with it. @param {string} pass */
function strip(pass) {
  if (location.hash === '#heed=' + pass) history.replaceState(history.state, '', location.pathname + location.search)
}
