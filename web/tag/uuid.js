/** Identifiers made in the page: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */

/**
 * @param {number} now Unix milliseconds
 * @returns {string}
 */
export function uuid(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  bytes[0] = 0x70 | (bytes[0] & 0x0f) // version 7
  bytes[2] = 0x80 | (bytes[2] & 0x3f) // variant
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return (now.toString(16).padStart(12, '0') + random).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
