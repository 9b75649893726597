/** Identifiers made in the page: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */

/**
 * @param {number} value
 * @param {number} digits
 */
const hex = (value, digits) => value.toString(16).padStart(digits, '0')

/**
 * @param {number} now Unix milliseconds
 * @returns {string}
 */
export function uuid(now) {
  const random = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => hex(byte, 2)).join('')
  // After the time: 7 is the version, 8 the variant.
  return (hex(now, 12) + random).replace(/(.{8})(.{4})(...)(...)/, '$1-$2-7$3-8$4-')
}
