/**
 * What the intercept in the form would have met lately, counted again while somebody types.
 * @module
 * @typedef {{done?: number, of?: number, words?: string}} Line one line of the answer: how far it is, or what was found
 */
import { linesOf } from './lines.js';

/** How long, in ms, somebody must have stopped typing: counting reads all that was recorded in two weeks. */
const PAUSE = 1200;

/** How long, in ms, it may take before it says how far it is. */
const PATIENCE = 1000;

/**
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement) => URLSearchParams} sent
 * @returns {() => void} to be called upon every change
 */
export function startReach(form, sent) {
  const words = form.querySelector('[data-reach]');
  const progress = form.querySelector('progress');
  if (!words || !progress) return () => {};
  form.querySelector('[data-estimate]')?.setAttribute('hidden', '');
  let running = new AbortController();
  let timer = 0;
  const count = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const slow = setTimeout(() => { progress.hidden = false; }, PATIENCE);
    try {
      const answer = await fetch('/console/intercepts/reach', { method: 'POST', signal, headers: { accept: 'application/json' }, body: sent(form) });
      if (answer.status === 429) {
        timer = setTimeout(count, 1000 * Number(answer.headers.get('retry-after') ?? 5));
        return;
      }
      if (!answer.ok) throw new Error((await answer.json()).message);
      for await (const line of /** @type {AsyncGenerator<Line>} */ (linesOf(answer))) {
        if (line.of) {
          progress.max = line.of;
          progress.value = line.done ?? 0;
        }
        if (line.words) words.textContent = line.words;
      }
    } catch (error) {
      if (!signal.aborted) words.textContent = error instanceof TypeError ? 'The collector cannot be reached, so this is not counted.' : String(error);
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) progress.hidden = true;
    }
  };
  void count();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(count, PAUSE);
  };
}
