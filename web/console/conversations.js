/**
 * The list of conversations, kept in order: those that wait first, then the newest.
 * @module
 * @import { Stream } from './stream.js'
 * @import { Row } from './fill.js'
 */
import { find, make } from './fill.js';

/** @param {Stream} stream */
export function startConversations(stream) {
  const list = document.getElementById('conversations');
  if (!list) return;
  stream.on('conversation', (/** @type {Row} */ row) => {
    const focused = document.activeElement?.closest('[data-id]')?.getAttribute('data-id');
    find(list, row.id)?.remove();
    if (!belongs(list.dataset.status, String(row.state))) return;
    const element = make('conversation-row', row);
    const before = row.state === 'waiting' ? list.firstElementChild
      : list.querySelector(':scope > :not([data-state="waiting"])');
    list.insertBefore(element, before);
    element.classList.add('fresh');
    if (focused === row.id) element.querySelector('a')?.focus();
    document.getElementById('teach')?.setAttribute('hidden', '');
  });
}

/**
 * Whether a conversation in that state is shown under the chosen tab.
 * @param {string | undefined} tab '' is all
 * @param {string} state waiting is open too
 */
function belongs(tab, state) {
  return !tab || (tab === 'closed') === (state === 'closed');
}
