/**
 * The live page: signals as they happen, what was done about each, and the counts of the last day.
 * @module
 * @import { Stream } from './stream.js'
 * @import { Row } from './fill.js'
 */
import { fill, find, make } from './fill.js';

/** Rows kept; the collector has the others. */
const KEPT = 200;

/** @param {Stream} stream */
export function startLive(stream) {
  const list = document.getElementById('signals');
  if (!list) return;
  stream.on('signal', (/** @type {Row} */ row) => {
    const known = find(list, row.id);
    // A repeated row may say more than the first one did, but a signal's own notice never takes a decision back.
    if (known) {
      if (row.outcome !== 'wait') fill(known, row);
      return;
    }
    const element = make('signal-row', row);
    element.classList.add('fresh');
    list.prepend(element);
    while (list.children.length > KEPT) list.lastElementChild?.remove();
    document.getElementById('teach')?.setAttribute('hidden', '');
  });
  stream.on('decision', (/** @type {Row} */ row) => {
    const known = find(list, row.id);
    if (!known) return;
    fill(known, row);
    known.setAttribute('data-outcome', String(row.outcome));
  });
  stream.on('mood', (/** @type {{visitorURL: string, frustration: string}} */ { visitorURL, frustration }) => {
    for (const link of list.querySelectorAll(`.by a[href="${CSS.escape(visitorURL)}"]`)) {
      if (link.parentElement) fill(link.parentElement, { frustration });
    }
  });
  stream.on('summary', showSummary);
}

/** @param {Record<string, unknown> & {bars: {y: number, height: number}[], waiting: string}} summary */
function showSummary(summary) {
  const root = document.getElementById('summary');
  if (!root) return;
  fill(root, summary);
  root.querySelector('.waits')?.classList.toggle('some', summary.waiting !== '0');
  root.querySelectorAll('.chart rect').forEach((rect, i) => {
    const bar = summary.bars[i];
    if (!bar) return;
    rect.setAttribute('y', String(bar.y));
    rect.setAttribute('height', String(bar.height));
  });
}
