/**
 * What has to reach the collector. An item stays until the collector has acknowledged it, across pages of this tab too;
 * sending one twice is harmless because its id stays.
 */
import { listOf, sizeOf } from './json.js'
import { LONGEST_ITEM, OUTBOX_ITEMS, SENT_ITEMS } from './limits.js'
import { read, write } from './storage.js'
import { uuid } from './uuid.js'

/**
 * @typedef {{t: string, [field: string]: unknown}} Draft
 * @typedef {Draft & {id: string, at: number}} Item
 */

/** @type {Item[]} what the collector has not acknowledged, oldest first */
export let items = []
/** @type {Draft[]} everything that left in this session */
export let left = []
/** How many items were given up, for want of room, since the last hello. */
let lost = 0

/** Takes up what an earlier page of this tab has left. */
export function openOutbox() {
  items = listOf(read('outbox'))
  left = listOf(read('sent'))
}

/**
 * @param {Draft} draft
 * @returns {Item | undefined} undefined when it cannot be written as JSON or is too long
 */
export function add(draft) {
  const now = Date.now()
  const item = { at: now, ...draft, id: uuid(now) }
  if (sizeOf(item) > LONGEST_ITEM) return
  items.push(item)
  if (items.length > OUTBOX_ITEMS) {
    items.shift()
    lost++
  }
  write('outbox', items)
  return item
}

/** How many items it will never get; each is told once, in a hello. */
export function dropped() {
  const count = lost
  lost = 0
  return count
}

/** @param {unknown} ids acknowledged, or refused for good */
export function remove(ids) {
  items = items.filter(({ id }) => !listOf(ids).includes(id))
  write('outbox', items)
}

/** @param {Draft} frame has left the page, perhaps not for the first time */
export function note(frame) {
  if (!frame.id || !left.some(({ id }) => id === frame.id)) left = [...left, frame].slice(-SENT_ITEMS)
}

/** Hands what left on to the next page. */
export const saveSent = () => write('sent', left)
