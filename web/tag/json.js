/** What comes from outside, or goes there: nothing of it can be trusted to be what it should. */

/**
 * @param {string | null | undefined} text
 * @returns {any} undefined for what is no JSON
 */
export function parse(text) {
  try {
    return JSON.parse(/** @type {string} */ (text))
  } catch {
    return undefined
  }
}

/**
 * @param {any} value
 * @returns {any[]} the value if it is a list, else an empty one
 */
export const listOf = (value) => (Array.isArray(value) ? value : [])

/** @param {unknown} value @returns {number | undefined} a number, also one that is written in a string */
export function numberFrom(value) {
  const parsed = typeof value === 'string' && value.trim() ? Number(value) : value
  return typeof parsed === 'number' && isFinite(parsed) ? parsed : undefined
}

/**
 * @param {unknown} item
 * @returns {number} bytes as JSON, Infinity when it is none
 */
export function sizeOf(item) {
  try {
    return new Blob([JSON.stringify(item)]).size
  } catch {
    return Infinity // circular, or a BigInt
  }
}
