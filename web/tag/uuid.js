/** Identifiers made in the page: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */

/**
 * @param {number} now Unix milliseconds
 * @returns {string}
 */
export function uuid(now) {
  const time = now.toString(16).padStart(12, '0')
  // Each 0 becomes any digit, 8 becomes 8, 9, a or b: the variant.
  const random = '000-8000-000000000000'.replace(/\d/g, (digit) => {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0]
    return (+digit ? 8 | (byte & 3) : byte & 15).toString(16)
  })
  return time.slice(0, 8) + '-' + time.slice(8) + '-7' + random
}
