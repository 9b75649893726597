/** The site that a case happens on: what stands on its pages, and what its scripts do. All of it is done to a real document. */
import { turn } from './clock.js'
import { listen } from './listeners.js'

const TALL = '10000px'
const main = document.querySelector('main')
let pages = {}
let hidden = false
let focused = true

/** Puts the elements of a case onto the page. */
export function show({ html, pages: others, events }) {
  main.setHTMLUnsafe(html)
  pages = others ?? {}
  hidden = events.find(({ type }) => type === 'visibilitychange')?.state === 'visible'
  if (events.some(({ type }) => type === 'scroll')) main.style.height = TALL
  if (events.some(({ type }) => type === 'datalayer')) window.dataLayer = []
}

Object.defineProperty(document, 'hidden', { get: () => hidden })
Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') })
document.hasFocus = () => focused

/** Whether the tab is in the background. */
export const hide = (is) => (hidden = is)

/** Whether the window has the focus. */
export const focusWindow = (is) => (focused = is)

/**
 * @param {string} selector also of something in an open shadow root; «window» is the window
 * @param {Document | ShadowRoot} root
 * @returns {any}
 */
export function find(selector, root = document) {
  if (selector === 'window') return window
  const found = root.querySelector(selector)
  if (found) return found
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inner = shadowRoot && find(selector, shadowRoot)
    if (inner) return inner
  }
}

let changes = 0

/** A script changes something: an attribute, a text, or an element that it adds or removes. */
export async function mutate({ target, attr, value, added, removed, text_hash: text = ++changes }) {
  const element = find(target)
  if (attr) element.setAttribute(attr, value ?? (attr === 'style' ? `transform: translateX(${++changes}px)` : `${++changes}`))
  else if (removed) element.remove()
  else if (!added) element.textContent = `Changed ${++changes}`
  else {
    // A second message takes the place of the first, which goes before it comes.
    element?.remove()
    await turn()
    ;(main.querySelector('form') ?? main).append(make(target, `Message ${text}`))
  }
}

/** @returns {Element} one that the selector, «.class» or «[name=value]», finds */
function make(selector, text) {
  const element = document.createElement('div')
  const [, name, value] = selector.match(/^\[(.+)=(.+)\]$/) ?? [, 'class', selector.slice(1)]
  element.setAttribute(name, value)
  element.textContent = text
  return element
}

/** A script sets the value of a control, which no event and no mutation tells. */
export function setValue(element) {
  const n = String(++changes).padStart(2, '0')
  element.value = element.type === 'date' ? `20${n}-01-01` : n
}

/** A router shows another page. */
export function navigate({ url }) {
  history.pushState(null, '', url)
  turnTo(url)
}

/** The visitor goes back. */
export async function back({ url }) {
  const gone = new Promise((done) => listen(window, 'popstate', done, { once: true }))
  history.back()
  await gone
  if (location.pathname !== url) throw new Error(`back is ${location.pathname}, not ${url}`)
  turnTo(url)
}

const turnTo = (url) => url in pages && main.setHTMLUnsafe(pages[url])

/** A film plays, of nothing but a canvas. */
export async function play(video) {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d').fillRect(0, 0, 1, 1)
  video.srcObject = canvas.captureStream()
  await video.play()
}

const fetchNow = window.fetch
/** @type {Map<string, (response: Response) => void>} requests under way */
const pending = new Map()

/** The site's own requests wait for the player; ours and the tag's go out. */
window.fetch = (input, init) => {
  if (!String(input).startsWith('/api/')) return fetchNow(input, init)
  return new Promise((answer) => pending.set(String(input), answer))
}

export const request = ({ id }) => void window.fetch(`/api/${id}`)
export const respond = ({ id, status }) => pending.get(`/api/${id}`)(new Response('', { status }))

/** A script opens a window. */
export const openWindow = () => window.open('about:blank')?.close()

/** A script hands the visitor a file; only the file is left out. */
export function download() {
  const link = Object.assign(document.createElement('a'), { href: 'data:,', download: 'file.txt' })
  listen(link, 'click', (e) => e.preventDefault())
  link.click()
}

/** The shop tells its tag manager, by an object or through gtag. */
export function pushLayer({ event, ecommerce, args }) {
  if (args) return gtag(...args)
  window.dataLayer.push({ ...(event && { event }), ...(ecommerce !== undefined && { ecommerce }) })
}

function gtag() {
  window.dataLayer.push(arguments)
}
