/** Who is here: a visitor (this browser) and a session (one stay, shared by its tabs). */
import { running } from './agent.js'
import { language, query } from './config.js'
import { consent } from './consent.js'
import { attempt } from './json.js'
import { LONGEST_TEXT, SESSION_IDLE, SESSION_NOTED } from './limits.js'
import { dropped } from './outbox.js'
import { impersonal } from './selector.js'
import { read, write } from './storage.js'
import { uuid } from './uuid.js'

/** The pass in the address, which a router of the page's may soon take away. */
export const followed = location.hash.split('#heed=')[1]

/** @returns {string | undefined} what a user of the console has followed to a page of their own, now or earlier in this tab; visitors have none */
export const pass = () => followed || attempt(() => sessionStorage['heed.pass'])

function visitor() {
  const known = read('visitor')
  const id = typeof known === 'string' ? known : uuid(Date.now())
  if (id !== known) write('visitor', id)
  return id
}

/** @returns {string} the session; asking is a sign of life, of which one a minute is noted: the page waits for the browser to write */
export function session() {
  const now = Date.now()
  const known = read('session')
  const since = now - known?.at
  const goesOn = typeof known?.id === 'string' && since < SESSION_IDLE
  const id = goesOn ? known.id : uuid(now)
  if (!goesOn || Math.abs(since) > SESSION_NOTED) write('session', { id, at: now })
  return id
}

/** @returns {[visitor: string, session: string]} */
export const who = () => [visitor(), session()]

/** What the page is called. */
export const title = () => impersonal(document.title).slice(0, LONGEST_TEXT)

/** @returns {import('./outbox.js').Draft} the first frame of every connection */
export const hello = () => ({
  t: 'hello',
  at: Date.now(),
  visitor: visitor(),
  session: session(),
  page: { path: location.pathname, query: query(), title: title(), ref: document.referrer.split(/[?#]/)[0] },
  device: { w: innerWidth, h: innerHeight, touch: navigator.maxTouchPoints > 0, lang: language() },
  consent: consent(),
  hidden: document.hidden, // nobody is there: a tab in the background speaks again
  ...running,
  debug: pass(),
  dropped: dropped(),
})
