/**
 * What has to reach the collector. An item stays until the collector has acknowledged it, across pages of this tab too;
 * sending one twice is harmless because its id stays.
 */
import { uuid } from './uuid.js'

/** Items kept; beyond it the oldest go, and how many is told. */
const CAP = 200

const DROPPED = 'heed:dropped'

/** What left is remembered for the visitor, this many items. */
const SENT = 200

/** The collector takes frames up to 16 KiB. */
const LONGEST = 15 * 1024

/**
 * @typedef {{t: string, [field: string]: unknown}} Draft
 * @typedef {Draft & {id: string, at: number}} Item
 * @typedef {Object} Outbox
 * @property {(draft: Draft) => Item | undefined} add  undefined when it cannot be written as JSON or is too long
 * @property {() => Item[]} pending                    oldest first
 * @property {(ids: unknown) => void} remove           acknowledged, or refused for good
 * @property {(frames: Draft[]) => void} note          these left the page
 * @property {() => Draft[]} sent
 * @property {() => void} save                         what left, for the next page
 * @property {() => void} clear
 */

/**
 * @param {import('./storage.js').Store} store of this tab
 * @returns {Outbox}
 */
export function createOutbox(store) {
  const list = (/** @type {string} */ name) => {
    const known = store.get(name)
    return Array.isArray(known) ? known : []
  }
  /** @type {Item[]} */
  let items = list('outbox')
  /** @type {Draft[]} */
  let sent = list('sent')
  const keep = () => store.set('outbox', items)

  const make = (/** @type {Draft} */ draft) => {
    const now = Date.now()
    return { at: now, ...draft, id: uuid(now) }
  }
  // One item in front says how many are missing. It takes a place itself.
  const drop = () => {
    /** @type {any} */
    const first = items[0]
    const note = first.name === DROPPED ? first : make({ t: 'track', name: DROPPED, props: { count: 1 } })
    items.splice(0, 2, { ...note, props: { count: note.props.count + 1 } })
  }
  return {
    add(draft) {
      const item = make(draft)
      if (sizeOf(item) > LONGEST) return
      items.push(item)
      if (items.length > CAP) drop()
      keep()
      return item
    },
    pending: () => items,
    remove(ids) {
      if (!Array.isArray(ids)) return
      items = items.filter((item) => !ids.includes(item.id))
      keep()
    },
    note(frames) {
      const known = new Set(sent.map(({ id }) => id))
      sent = [...sent, ...frames.filter(({ id }) => !id || !known.has(id))].slice(-SENT)
    },
    sent: () => sent,
    save: () => store.set('sent', sent),
    clear() {
      items = []
      sent = []
      keep()
      store.set('sent', sent)
    },
  }
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
