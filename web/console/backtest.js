/**
 * A backtest tells how far it is while it runs. Without a script the form is sent as any other, and the answer takes its time.
 * @module
 * @typedef {{done?: number, of?: number, url?: string, message?: string}} Step one line of the answer: how far it is, or how it ended
 */
import { linesOf } from './lines.js';

/** Makes the page's form, when there is one, run its backtest in place. */
export function startBacktest() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-backtest]'));
  const underWay = /** @type {HTMLElement | null | undefined} */ (form?.querySelector('[data-under-way]'));
  const problem = /** @type {HTMLElement | null | undefined} */ (form?.querySelector('[data-problem]'));
  if (!form || !underWay || !problem) return;
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  const rest = (/** @type {boolean} */ busy) => {
    // Not disabled: that would take the focus from whoever pressed it.
    button.setAttribute('aria-disabled', String(busy));
    underWay.hidden = !busy;
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    problem.hidden = true;
    tell(underWay, {});
    rest(true);
    try {
      location.assign(await run(form, (step) => tell(underWay, step)));
    } catch (error) {
      problem.textContent = error instanceof TypeError ? 'The collector cannot be reached. Try again in a moment.' : /** @type {Error} */ (error).message;
      problem.hidden = false;
      rest(false);
    }
  });
  // A page that comes back from the browser's cache is not busy any more.
  addEventListener('pageshow', () => rest(false));
}

/**
 * @param {HTMLFormElement} form
 * @param {(step: Step) => void} tell
 * @returns {Promise<string>} where the result is
 */
async function run(form, tell) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/x-ndjson, application/json' }, body });
  if (!answer.ok) throw new Error((await answer.json()).message);
  for await (const step of /** @type {AsyncGenerator<Step>} */ (linesOf(answer))) {
    if (step.message) throw new Error(step.message);
    if (step.url) return step.url;
    tell(step);
  }
  throw new TypeError('the answer ended too early');
}

/** @param {HTMLElement} underWay @param {Step} step */
function tell(underWay, { done = 0, of = 0 }) {
  const progress = /** @type {HTMLProgressElement} */ (underWay.querySelector('progress'));
  const percent = /** @type {HTMLElement} */ (underWay.querySelector('[data-percent]'));
  if (of) {
    progress.max = of;
    progress.value = done;
  } else progress.removeAttribute('value');
  percent.textContent = of ? `${Math.floor(100 * done / of)} %` : '';
}
