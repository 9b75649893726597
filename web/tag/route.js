/** The pages of this tab: the one in front, how it was reached, and the few before it. */
import { put } from './agent.js'
import { listOf } from './json.js'
import { LIST_LINKS, ROUTE_SETTLES, TRAIL_PAGES } from './limits.js'
import { numberOfKey } from './number.js'
import { NAVIGATE, STAGE } from './record.js'
import { later, listen, now, patch } from './scope.js'
import { read, write } from './storage.js'

/**
 * `at` in ms of the performance clock since 1970, `list` once it was left: it is a list of pages like the one after it
 * @typedef {{path: string, at: number, how: number, list?: boolean}} Page  how: 0 by a link, 1 from the history, 2 in place
 */

/** @type {Page[]} */
let trail = []
/** @type {Page} the last of them, in front */
let here
let heading = ''
/** The path that is known to be a step towards payment. */
let staged = ''

/** @param {string} path @returns {string} where pages like that one lie */
const folderOf = (path) => path.replace(/[^/]+\/?$/, '')

/** @param {string} path of the link that was pressed last */
export const headFor = (path) => {
  heading = path
}

/** Takes note of what the page in front is, beside the page that it is left for. @param {string} path */
function leaveFor(path) {
  const folder = folderOf(path)
  const alike = [...document.links].map((link) => link.pathname).filter((other) => folderOf(other) === folder)
  here.list = folder !== '/' && new Set(alike).size >= LIST_LINKS
}

/** Leaves the trail for the page that comes after this one. @returns {number} 1 if this one is a list, else 0 */
export function leaveTrail() {
  leaveFor(heading)
  write('trail', trail)
  return here.list ? 1 : 0
}

/** @param {number} i of the trail */
function tell(i) {
  const { path, at, how } = trail[i]
  put(NAVIGATE, numberOfKey(path), 0, how, trail[i - 1]?.list ? 1 : 0, 0, 0, at - performance.timeOrigin)
}

/**
 * A page comes to the front.
 * @param {number} how
 * @param {number} since the page began, in ms
 */
function enter(how, since) {
  here = { path: location.pathname, at: performance.timeOrigin + since, how }
  tell((trail = [...trail.slice(-TRAIL_PAGES), here]).length - 1)
  checkStage()
  later(ROUTE_SETTLES, checkStage)
}

/** Tells of the pages before this one, and of this one. */
export function tellTrail() {
  const [{ type, activationStart }] = /** @type {any[]} */ (performance.getEntriesByType('navigation'))
  trail = listOf(read('trail'))
  trail.forEach((_, i) => tell(i))
  const again = type === 'reload' || trail.at(-1)?.path === location.pathname
  // Before it was shown, a prerendered page was nobody's.
  enter(type === 'back_forward' ? 1 : again ? 2 : 0, activationStart || 0)
}

/** The page is back from the back/forward cache: the trail has gone on without it. */
export function resumeTrail() {
  trail = listOf(read('trail')).slice(-TRAIL_PAGES)
  trail.push((here = { ...here, at: performance.timeOrigin + now(), how: 1 }))
}

/**
 * Tells of a new page in a single-page application. A fragment alone is none: `href="#"` is what dead links have.
 * @param {() => void} onPath
 */
export function watchRoutes(onPath) {
  const address = () => location.pathname + location.search
  let before = address()
  const check = (/** @type {number} */ how) => {
    if (address() === before) return
    before = address()
    const { path } = here
    leaveFor(location.pathname)
    enter(how, now())
    if (location.pathname !== path) onPath()
  }
  const navigation = /** @type {any} */ (window).navigation
  if (navigation) {
    const types = ['push', 'traverse', 'replace']
    return listen(navigation, { currententrychange: ({ navigationType }) => check(types.indexOf(navigationType)) })
  }
  patch(history, 'pushState', () => check(0))
  patch(history, 'replaceState', () => check(2))
  listen(window, { popstate: () => check(1) })
}

/** Tells of a step towards payment: by the address, if it is not that of the page that says thanks, or by what is asked for. */
function checkStage() {
  const { path } = here
  const paying = /check-?out|payment|billing/i.test(path) && !/thank|success|complete|done|received/i.test(path)
  if (staged === path) return
  if (!paying && ![...document.querySelectorAll('input[autocomplete]')].some(
    (/** @type {any} */ e) => /^(cc-|billing|shipping)/.test(e.autocomplete) && e.offsetHeight)) return
  staged = path
  put(STAGE, 0, 0, 2)
}
