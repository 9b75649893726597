/** Where the visitor looks and goes: pointer, scroll, visibility, routes. */
import { put } from './agent.js'
import { HEIGHT_EVERY } from './limits.js'
import { MOVE, LEAVE, ENTER, SCROLL, HIDDEN, VISIBLE, NAVIGATE, BUTTONS, TOUCH, POPUP, UNLOAD } from './record.js'
import { listen, patch } from './scope.js'
import { isPicker } from './target.js'

/**
 * A focused control that may have a native popup open, which swallows the pointer.
 * @param {any} e
 */
const popsUp = (e) => e && (isPicker(e) || e.list || e.matches(':is(:autofill)'))

const page = document.documentElement
let touch = 0 // the flag of the latest pointer
let height = 0
let measured = -Infinity // when

const pointer = (/** @type {number} */ kind, /** @type {MouseEvent} */ e, flags = 0) =>
  put(kind, 0, flags | (e.buttons ? BUTTONS : 0), 0, 0, e.clientX, e.clientY)

/** Of the page's own window. */
export const views = {
  'pointermove pointerdown': (/** @type {PointerEvent} */ e) => {
    touch = e.pointerType === 'touch' ? TOUCH : 0
    pointer(MOVE, e, touch)
  },
  scroll(/** @type {Event} */ e) {
    if (e.target !== document) return
    const at = performance.now()
    if (at - measured > HEIGHT_EVERY) {
      height = page.scrollHeight
      measured = at
    }
    put(SCROLL, 0, touch, innerHeight, height, 0, scrollY)
  },
  visibilitychange: () => put(document.hidden ? HIDDEN : VISIBLE),
  pagehide: () => put(HIDDEN, 0, UNLOAD),
  pageshow: (/** @type {PageTransitionEvent} */ e) => e.persisted && put(VISIBLE),
}

/** Of the root element: Chromium sends these two to nobody when only the window listens. */
export const edges = {
  mouseleave(/** @type {MouseEvent} */ e) {
    if (e.target === page && !e.relatedTarget) pointer(LEAVE, e, popsUp(document.activeElement) ? POPUP : 0)
  },
  mouseenter: (/** @type {MouseEvent} */ e) => e.target === page && pointer(ENTER, e),
}

/**
 * Tells of a new page in a single-page application. A fragment alone is none: `href="#"` is what dead links have.
 * @param {() => void} onPath
 */
export function watchRoutes(onPath) {
  const address = () => location.pathname + location.search
  let before = address()
  let path = location.pathname
  const check = () => {
    if (address() === before) return
    before = address()
    put(NAVIGATE)
    if (location.pathname === path) return
    path = location.pathname
    onPath()
  }
  const navigation = /** @type {any} */ (window).navigation
  if (navigation) return listen(navigation, { currententrychange: check })
  patch(history, 'pushState replaceState', check)
  listen(window, { popstate: check })
}
