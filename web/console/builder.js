/**
 * The intercept builder. Without a script the form works by its buttons; with one, rows come and go in place and what the form means
 * is read back while somebody types. The words are the collector's: nothing of an intercept is understood here.
 * @module
 * @import { Shown } from './preview-frame.js'
 * @typedef {{id: string, label: string, message: string}} Problem
 * @typedef {{sayings: Record<string, string>, summary: string, yaml: string, shown: Shown, lacks: Problem[], worth: Problem[]}} ReadBack
 */
import { AWAY, SIGNED_OUT, keepTyped } from './keep.js';
import { startPreview } from './preview.js';
import { startPreviewFrame } from './preview-frame.js';
import { startReach } from './reach.js';
import { startRows } from './rows.js';

/** How long, in ms, somebody must have stopped typing before the form is read back. */
const PAUSE = 250;

/** Starts the builder, when the page has one. */
export function startBuilder() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-builder]'));
  if (!form) return;
  let timer = 0;
  const place = /** @type {HTMLElement} */ (form.querySelector('[data-preview]'));
  const showPreview = startPreviewFrame(place);
  const check = latest((signal) => readBack(form, signal, showPreview));
  const checkNow = () => {
    clearTimeout(timer);
    return check();
  };
  const recount = startReach(form, sent);
  const changed = () => {
    recount();
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  };
  startPreview(form);
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => {
    // Enter in a field presses the first button, which reads back.
    if (event.submitter?.getAttribute('value') === 'refresh') {
      event.preventDefault();
      void checkNow();
    }
  });
  const kept = keepTyped(form, checkNow);
  startRows(form, () => {
    kept();
    changed();
  });
}

/**
 * Runs work so that only the latest run goes on.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 */
function latest(work) {
  let running = new AbortController();
  return () => {
    running.abort();
    running = new AbortController();
    return work(running.signal);
  };
}

/**
 * @param {HTMLFormElement} form @param {AbortSignal} signal @param {(shown: Shown) => void} showPreview
 * @returns {Promise<boolean>} whether there was an answer
 */
async function readBack(form, signal, showPreview) {
  const stale = document.getElementById('stale');
  try {
    const answer = await fetch('/console/intercepts/check', { method: 'POST', signal, headers: { accept: 'application/json' }, body: sent(form) });
    if (answer.status === 401) throw new Error(SIGNED_OUT);
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.message);
    show(form, body);
    showPreview(body.shown);
    if (stale) stale.hidden = true;
    return true;
  } catch (error) {
    if (signal.aborted || !stale) return false;
    stale.textContent = error instanceof TypeError ? AWAY : /** @type {Error} */ (error).message;
    stale.hidden = false;
    return false;
  }
}

/**
 * The form as a browser without a script sends it.
 * @param {HTMLFormElement} form
 */
function sent(form) {
  const pairs = new URLSearchParams();
  for (const [name, value] of new FormData(form)) pairs.append(name, String(value));
  return pairs;
}

/** @param {HTMLFormElement} form @param {ReadBack} told */
function show(form, told) {
  for (const [part, words] of Object.entries(told.sayings)) {
    say(form.querySelector(`[data-say="${part}"]`), words);
  }
  say(form.querySelector('[data-summary]'), told.summary);
  say(form.querySelector('[data-yaml]'), told.yaml);
  list(form.querySelector('[data-lacks]'), told.lacks);
  list(form.querySelector('[data-worth]'), told.worth);
  form.querySelector('[data-ready]')?.toggleAttribute('hidden', told.lacks.length > 0);
}

/**
 * Lists problems, each with a link to its field.
 * @param {Element | null} place
 * @param {Problem[]} problems
 */
function list(place, problems) {
  place?.toggleAttribute('hidden', !problems.length);
  place?.querySelector('ul')?.replaceChildren(...problems.map(({ id, label, message }) => {
    const line = document.createElement('li');
    const field = document.createElement(id ? 'a' : 'span');
    if (id) field.setAttribute('href', `#${id}`);
    field.textContent = label;
    line.append(field, ` ${message}.`);
    return line;
  }));
}

/**
 * Sets a text only when it is another: what is announced is what has changed.
 * @param {Element | null} element
 * @param {string} words
 */
function say(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}
