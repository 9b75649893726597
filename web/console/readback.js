/**
 * A form that is read back while somebody types: the collector says what it comes to, and what is wrong with it.
 * @module
 * @typedef {{id: string, label: string, message: string}} Problem
 */
import { AWAY, SIGNED_OUT, keepTyped } from './keep.js';

/** How long, in ms, somebody must have stopped typing before the form is read back. */
const PAUSE = 250;

/**
 * Reads a form back after each change, and before it is saved. What is wrong goes to [data-wrong], why nothing can be read to [data-stale].
 * @template Told
 * @param {HTMLFormElement} form
 * @param {string} address that takes the form
 * @param {(told: Told) => void | Promise<void>} show
 * @returns {() => Promise<boolean>} reads it now, and says whether there was an answer
 */
export function readBack(form, address, show) {
  const stale = /** @type {HTMLElement} */ (form.querySelector('[data-stale]'));
  let timer = 0;
  let running = new AbortController();
  const read = async () => {
    clearTimeout(timer);
    running.abort();
    const { signal } = (running = new AbortController());
    let answered = false;
    try {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, String(value));
      const answer = await fetch(address, { method: 'POST', signal, headers: { accept: 'application/json' }, body });
      if (answer.status === 401) throw new Error(SIGNED_OUT);
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
      answered = true; // also where no preview of it can be shown
      stale.hidden = true;
      list(/** @type {HTMLElement} */ (form.querySelector('[data-wrong]')), told.problems);
      await show(told);
    } catch (error) {
      if (signal.aborted) return false;
      stale.textContent = error instanceof TypeError ? AWAY : /** @type {Error} */ (error).message;
      stale.hidden = false;
    }
    return answered;
  };
  form.addEventListener('input', ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).form !== form) return; // a choice of a preview's
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE);
  });
  if (form.querySelector('.save')) keepTyped(form, read); // others may only look
  return read;
}

/**
 * Lists problems, each with a link to its field.
 * @param {HTMLElement} place
 * @param {Problem[]} problems
 */
function list(place, problems) {
  place.hidden = !problems.length;
  place.querySelector('ul')?.replaceChildren(...problems.map(({ id, label, message }) => {
    const line = document.createElement('li');
    const field = document.createElement(id ? 'a' : 'span');
    if (id) field.setAttribute('href', `#${id}`);
    field.textContent = label;
    line.append(field, ` ${message}.`);
    return line;
  }));
}
