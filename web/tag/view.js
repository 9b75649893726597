/** Where the visitor looks and goes: pointer, scroll, visibility, routes. */
import { MOVE, LEAVE, ENTER, SCROLL, HIDDEN, VISIBLE, NAVIGATE, BUTTONS, TOUCH, POPUP, UNLOAD } from './record.js'
import { isPicker } from './target.js'

/**
 * A focused control that may have a native popup open, which swallows the pointer.
 * @param {any} e
 */
const popsUp = (e) => e && (isPicker(e) || e.list || e.matches(':is(:autofill)'))

/** The document's height is asked for at most this often (ms): the question costs a layout. */
const HEIGHT_EVERY = 1000

/**
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 */
export function watchView(scope, put) {
  const page = document.documentElement
  let touch = 0
  const pointer = (/** @type {number} */ kind, /** @type {MouseEvent} */ e, flags = 0) =>
    put(kind, 0, flags | (e.buttons ? BUTTONS : 0), e.clientX, e.clientY)

  scope.listen(window, 'pointermove pointerdown', (e) => {
    touch = e.pointerType === 'touch' ? TOUCH : 0
    pointer(MOVE, e, touch)
  })
  scope.listen(page, 'mouseleave', (e) => {
    if (e.target === page && !e.relatedTarget) pointer(LEAVE, e, popsUp(document.activeElement) ? POPUP : 0)
  })
  scope.listen(page, 'mouseenter', (e) => e.target === page && pointer(ENTER, e))

  let height = 0
  let measured = -Infinity
  scope.listen(window, 'scroll', (e) => {
    if (e.target !== document) return
    const at = performance.now()
    if (at - measured > HEIGHT_EVERY) {
      height = page.scrollHeight
      measured = at
    }
    put(SCROLL, 0, touch, 0, window.scrollY, window.innerHeight, height)
  })
  scope.listen(document, 'visibilitychange', () => put(document.hidden ? HIDDEN : VISIBLE))
  scope.listen(window, 'pagehide', () => put(HIDDEN, 0, UNLOAD))
  scope.listen(window, 'pageshow', (e) => e.persisted && put(VISIBLE))
}

/**
 * Tells of a new page in a single-page application. A fragment alone is none: `href="#"` is what dead links have.
 * @param {import('./scope.js').Scope} scope
 * @param {import('./agent.js').Put} put
 * @param {(path: string) => void} onPath
 */
export function watchRoutes(scope, put, onPath) {
  const address = () => location.pathname + location.search
  let before = address()
  let path = location.pathname
  const check = () => {
    if (address() === before) return
    before = address()
    put(NAVIGATE)
    if (location.pathname === path) return
    path = location.pathname
    onPath(path)
  }
  const navigation = /** @type {any} */ (window).navigation
  if (navigation) return scope.listen(navigation, 'currententrychange', check)
  scope.patch(history, 'pushState', check)
  scope.patch(history, 'replaceState', check)
  scope.listen(window, 'popstate', check)
}
