/** What comes from outside, or goes there: nothing of it can be trusted to be what it should. */

/**
 * @template R
 * @param {() => R} fn
 * @returns {R | undefined} undefined when it throws
 */
export function attempt(fn) {
  try {
    return fn()
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
 * @returns {number} bytes as JSON, Infinity when it is none: circular, or a BigInt
 */
export const sizeOf = (item) => attempt(() => new TextEncoder().encode(JSON.stringify(item)).length) ?? Infinity
