/** Swipes: one finger goes down, travels and leaves. */
import { put } from './agent.js'
import { DRAG } from './limits.js'
import { controlNumberOf } from './number.js'
import { SURFACE, SWIPE } from './record.js'
import { findTarget } from './target.js'

/** @type {Touch | undefined} where the only finger went down */
let start

/** Of a window, the page's own or a frame's. */
export const swipes = {
  touchstart(/** @type {TouchEvent} */ { touches }) {
    start = touches.length > 1 ? undefined : touches[0]
  },
  touchend(/** @type {TouchEvent} */ e) {
    const [end] = e.changedTouches
    const dx = start ? end.clientX - start.clientX : 0
    const dy = start ? end.clientY - start.clientY : 0
    if (!start || Math.hypot(dx, dy) <= DRAG) return
    const path = e.composedPath()
    const found = findTarget(path)
    const surface = path.some(scrolls(Math.abs(dx) > Math.abs(dy) ? 'Width' : 'Height')) ? SURFACE : 0
    if (!found.ignored) put(SWIPE, controlNumberOf(found.element), found.flags | surface, dx, dy, start.clientX, start.clientY)
    start = undefined
  },
}

/**
 * Whether an element could be scrolled along that side. What cannot be seen of a swipe is how far it went before the edge.
 * @param {'Width' | 'Height'} side
 * @returns {(e: any) => boolean}
 */
const scrolls = (side) => (e) =>
  e['scroll' + side] > e['client' + side] && (e === document.documentElement || /auto|scroll/.test(getComputedStyle(e).overflow))
