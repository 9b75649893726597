/**
 * What has to reach the collector. An item stays until the collector has acknowledged it, across pages of this tab too;
 * sending one twice is harmless because its id stays.
 */
import { listOf, sizeOf } from './json.js'
import { LONGEST_ITEM, OUTBOX_ITEMS, SENT_ITEMS } from './limits.js'
import { read, write } from './storage.js'
import { uuid } from './uuid.js'

const DROPPED = 'heed:dropped'

/**
 * @typedef {{t: string, [field: string]: unknown}} Draft
 * @typedef {Draft & {id: string, at: number}} Item
 */

/** @type {Item[]} */
let items = []
/** @type {Draft[]} */
let left = []
/** @type {Set<string>} ids of items that the collector does not want yet */
const held = new Set()

/** Takes up what an earlier page of this tab has left. */
export function openOutbox() {
  items = listOf(read('outbox'))
  left = listOf(read('sent'))
  held.clear()
}

const make = (/** @type {Draft} */ draft) => {
  const now = Date.now()
  return { at: now, ...draft, id: uuid(now) }
}

/**
 * @param {Draft} draft
 * @returns {Item | undefined} undefined when it cannot be written as JSON or is too long
 */
export function add(draft) {
  const item = make(draft)
  if (sizeOf(item) > LONGEST_ITEM) return
  items.push(item)
  if (items.length > OUTBOX_ITEMS) drop()
  write('outbox', items)
  return item
}

/** Makes room. One item in front says how many are missing; it takes a place itself. */
function drop() {
  /** @type {any} */
  const first = items[0]
  const note = first.name === DROPPED ? first : make({ t: 'track', name: DROPPED, props: { count: 1 } })
  items.splice(0, 2, { ...note, props: { count: note.props.count + 1 } })
}

/** @returns {Item[]} what may be sent now, oldest first */
export const pending = () => items.filter(({ id }) => !held.has(id))

/** @param {unknown} ids acknowledged, or refused for good */
export function remove(ids) {
  items = items.filter(({ id }) => !listOf(ids).includes(id))
  write('outbox', items)
}

/** @param {string} id stays, and is not sent before `release` */
export const hold = (id) => void held.add(id)

/**
 * @param {string} id
 * @returns {Item | undefined} the item, if it is still to be sent
 */
export function release(id) {
  held.delete(id)
  return items.find((item) => item.id === id)
}

/** @param {Draft} frame has left the page, perhaps not for the first time */
export function note(frame) {
  if (!frame.id || !left.some(({ id }) => id === frame.id)) left = [...left, frame].slice(-SENT_ITEMS)
}

/** Everything that left in this session. */
export const sent = () => left

/** Hands what left on to the next page. */
export const saveSent = () => write('sent', left)
