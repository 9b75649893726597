/**
 * A place of ours in the page: an element that no rule of the page reaches and that the tag passes over. Its tree is closed, so that
 * scripts of the page do not read there what the collector says of visitors, and the tag does not take our changes for the page's.
 * @module
 */
import base from '../../widget/base.css'
import css from './debug.css'

/**
 * @param {HTMLElement} content
 * @returns {() => void} takes it away
 */
export function putBox(content) {
  const host = document.createElement('heed-debug')
  host.dataset.heedIgnore = ''
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(base + css)
  root.adoptedStyleSheets = [sheet]
  root.append(content)
  // The page's shortcuts would see a key pressed on a plain element.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())
  document.documentElement.append(host)
  return () => host.remove()
}
