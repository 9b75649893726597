/**
 * What is remembered beyond this page, by name, as JSON: in the browser's storage, or in memory where the visitor or the
 * browser forbids that.
 */
import { attempt } from './json.js'

/** The visitor's choice is kept whatever it says. */
const CHOICE = 'consent'

/** Kept on this device; anything else for this tab. */
const DEVICE = [CHOICE, 'visitor', 'session']

/** @type {Map<string, unknown>} */
const memory = new Map()
let lasting = false

/** @param {string} name @returns {any} none where nothing may last: as blocked or full as another one may be */
function disk(name) {
  if (lasting || name === CHOICE) return DEVICE.includes(name) ? localStorage : sessionStorage
}

/**
 * @param {string} name
 * @returns {any} undefined when there is none or it cannot be read
 */
export const read = (name) => attempt(() => JSON.parse(disk(name).getItem('heed.' + name))) ?? memory.get(name)

/**
 * @param {string} name
 * @param {unknown} [value] undefined removes
 */
export function write(name, value) {
  memory.set(name, value)
  attempt(() => value === undefined ? disk(name).removeItem('heed.' + name) : disk(name).setItem('heed.' + name, JSON.stringify(value)))
}

/** Forgets everything but the choice. */
export function forget() {
  for (const name of 'visitor session outbox sent cart purchase shop trail draft'.split(' ')) write(name)
}

/** @param {boolean} allowed whether anything but the choice may outlive this page */
export function keepLasting(allowed) {
  const had = lasting
  lasting = true // what is to be forgotten lies there also when it was another tab where that was withdrawn
  if (!allowed) forget()
  // What was only known here may now be kept.
  else if (!had) for (const [name, value] of memory) if (name !== CHOICE && value !== undefined) write(name, value)
  lasting = allowed
}
