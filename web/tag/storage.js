/**
 * What is remembered beyond this page, by name, as JSON: in the browser's storage, or in memory where the visitor or the
 * browser forbids that.
 */

/** The visitor's choice is kept whatever it says. */
const CHOICE = 'consent'

/** Kept on this device; anything else for this tab. */
const DEVICE = [CHOICE, 'visitor', 'session']

/** @type {Map<string, unknown>} */
const memory = new Map()
let lasting = false

/** @param {string} name */
function disk(name) {
  if (lasting || name === CHOICE) return DEVICE.includes(name) ? localStorage : sessionStorage
}

/**
 * @param {string} name
 * @returns {any} undefined when there is none or it cannot be read
 */
export function read(name) {
  try {
    const text = disk(name)?.getItem('heed.' + name)
    if (text) return JSON.parse(text)
  } catch {
    // Blocked, or not ours: as if it were empty.
  }
  return memory.get(name)
}

/**
 * @param {string} name
 * @param {unknown} [value] undefined removes
 */
export function write(name, value) {
  memory.set(name, value)
  try {
    if (value === undefined) disk(name)?.removeItem('heed.' + name)
    else disk(name)?.setItem('heed.' + name, JSON.stringify(value))
  } catch {
    // Blocked or full: memory has it for as long as this page lives.
  }
}

/** Forgets everything but the choice. */
export function forget() {
  for (const name of ['visitor', 'session', 'outbox', 'sent', 'cart', 'purchase', 'shop', 'trail']) write(name)
}

/** @param {boolean} allowed whether anything but the choice may outlive this page */
export function keepLasting(allowed) {
  if (!allowed) forget()
  lasting = allowed
}
