/**
 * Asks the collector what a pass opens. The pass goes in the body: addresses are written into logs.
 * @module
 * @import { Ask } from './types.js'
 */

/** The collector has said no, and why. */
export class Refused extends Error {}

/**
 * @param {URL} base of the collector
 * @param {typeof fetch} request
 * @param {{pass: string, lang: string}} always
 * @returns {Ask}
 */
export const collectorAt = (base, request, always) => async (more) => {
  const body = JSON.stringify({ ...always, ...more })
  const response = await request(new URL('v1/debug', base), { method: 'POST', body, credentials: 'omit' })
  const answer = await response.json()
  if (response.status === 429 || response.status >= 500) throw new Error(answer.detail)
  if (!response.ok) throw new Refused(answer.detail)
  return answer
}
