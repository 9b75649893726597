/**
 * One conversation: messages as they come, and a composer that sends without leaving the page.
 * @module
 * @import { Stream } from './stream.js'
 * @import { Row } from './fill.js'
 */
import { find, make } from './fill.js';

/** How near the end, in pixels, a reader counts as reading the newest message. */
const NEAR = 80;

/** @param {Stream} stream */
export function startChat(stream) {
  const list = document.getElementById('messages');
  const log = document.getElementById('log');
  if (!list || !log) return;
  /** @param {Row} row */
  const add = (row) => {
    if (find(list, row.id)) return;
    const follow = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    list.append(make('message-row', row));
    document.getElementById('nothing')?.setAttribute('hidden', '');
    if (follow) log.scrollTop = log.scrollHeight;
  };
  log.scrollTop = log.scrollHeight;
  stream.on('message', add);
  const form = document.getElementById('composer');
  if (form instanceof HTMLFormElement) startComposer(form, (row) => {
    add(row);
    log.scrollTop = log.scrollHeight;
  });
}

/** @param {HTMLFormElement} form @param {(row: Row) => void} sent */
function startComposer(form, sent) {
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
  const failed = document.getElementById('failed');
  let busy = false;
  text.addEventListener('keydown', (event) => {
    // While a word is being composed, as in Japanese, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy || !text.value.trim()) return;
    busy = true;
    const said = text.value;
    try {
      sent(await post(form.action, said));
      // What was typed meanwhile is the next message.
      if (text.value.startsWith(said)) text.value = text.value.slice(said.length).trimStart();
      if (failed) failed.hidden = true;
    } catch (error) {
      if (failed) {
        failed.textContent = error instanceof Error ? error.message : String(error);
        failed.hidden = false;
      }
    } finally {
      busy = false;
      text.focus();
    }
  });
}

/**
 * Sends a message and gives its row.
 * @param {string} address
 * @param {string} text
 * @returns {Promise<Row>}
 */
async function post(address, text) {
  let answer;
  try {
    answer = await fetch(address, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ text }) });
  } catch {
    throw new Error('The collector cannot be reached. Your message is still here; send it again in a moment.');
  }
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  return body;
}
