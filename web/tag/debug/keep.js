/** What this tab remembers of us, where it may. */
import { attempt } from '../json.js'

/** What `panel` is when its reader wants it small, or away until an address says ?heed=debug. */
export const FOLDED = 'folded'
export const CLOSED = 'closed'

/** @param {'pass' | 'panel'} name @returns {string | null | undefined} */
export const kept = (name) => attempt(() => sessionStorage.getItem('heed.' + name))

/** @param {'pass' | 'panel'} name @param {string} [value] none forgets it */
export const keep = (name, value) =>
  attempt(() => (value ? sessionStorage.setItem('heed.' + name, value) : sessionStorage.removeItem('heed.' + name)))
