/**
 * The survey builder. Without a script its buttons send the form and the page comes again; with one the very same answer is taken apart,
 * and what is new of it put in place: all of the form after a button, and only what is told about it while somebody types.
 * @module
 */
import { startDragging } from './drag.js';
import { AWAY, SIGNED_OUT, keepTyped } from './keep.js';
import { startPreviewFrame } from './preview-frame.js';

/** How long, in ms, somebody must have stopped typing before the form is read back. */
const PAUSE = 250;

const FORM = '/console/surveys/form';

/** Where whoever is signed out is led. */
const SIGN_IN = '/console/sign-in';

/** Starts the builder, when the page has one. */
export function startSurveyBuilder() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-builder-survey]'));
  const place = /** @type {HTMLElement | null | undefined} */ (form?.querySelector('[data-preview]'));
  if (!form || !place) return;
  const showPreview = startPreviewFrame(place);
  /** The row of the question that somebody is in, which the preview begins with. */
  let at = '';
  let timer = 0;
  let running = new AbortController();

  /**
   * Asks the collector what a button asks, "refresh" for nothing but what the form means now, and "step" when what was typed up to now can be
   * taken back by itself. What changes the form is waited for: nothing is asked meanwhile, which would break it off, nor typed into fields that
   * are about to be others.
   * @param {string} act
   * @returns {Promise<boolean>} whether there was an answer, and nothing else was asked before it came
   */
  async function ask(act) {
    const changes = act !== 'refresh' && act !== 'step';
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const body = sent(/** @type {HTMLFormElement} */ (form));
    body.append('rows', act);
    body.append('at', at);
    const held = document.activeElement;
    /** @type {HTMLFormElement} */ (form).inert = changes;
    try {
      const page = await fetchPage(body, signal);
      if (signal.aborted) return false;
      const focus = page.querySelector('[data-piece] [autofocus]');
      focus?.removeAttribute('autofocus'); // it is for pages that load
      renew(/** @type {HTMLFormElement} */ (form), page, changes);
      if (changes) giveBack(focus?.isConnected ? focus : held);
      showPreview(JSON.parse(/** @type {HTMLElement | null} */ (page.querySelector('[data-preview]'))?.dataset.shown ?? 'null'));
      stale('');
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      stale(error instanceof Error ? error.message : String(error));
      if (changes) giveBack(held);
      return false;
    }
  }

  /**
   * Gives the form back, and the focus to an element of it, or to what stands in that one's place now.
   * @param {Element | null} element
   */
  function giveBack(element) {
    /** @type {HTMLFormElement} */ (form).inert = false;
    const now = element?.isConnected ? element : document.getElementById(element?.id ?? '');
    if (now instanceof HTMLElement) now.focus();
  }

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask('refresh'), PAUSE);
  };
  form.addEventListener('input', ({ target }) => {
    const field = /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (target);
    if (field.form !== form) return; // a choice of the preview's
    if (!/^(questions\.\d+\.(type|shuffle)|lang)$/.test(field.name)) return changed();
    void ask('redraw'); // other fields are asked for now
  });
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.name !== 'rows') return;
    event.preventDefault();
    if (button.value !== 'refresh') kept();
    void ask(button.hasAttribute('data-whole') ? 'redraw' : button.value);
  });
  form.addEventListener('focusin', (event) => {
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-list] > [data-row]'))?.dataset.row;
    if (!row || row === at) return;
    at = row;
    void ask('step');
  });
  const kept = keepTyped(form, () => ask('redraw'));
  startDragging(form, (row, to) => {
    kept();
    void ask(`place ${row} ${to}`);
  });
}

/**
 * The page that comes after the form was sent. A request of this kind parses it, which no script of a page with Trusted Types may do itself.
 * @param {URLSearchParams} body
 * @param {AbortSignal} signal
 * @returns {Promise<Document>}
 */
function fetchPage(body, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', FORM);
    request.responseType = 'document';
    request.addEventListener('load', () => {
      if (request.response?.querySelector('form[data-builder-survey]')) resolve(request.response);
      else if (new URL(request.responseURL).pathname === SIGN_IN) reject(new Error(SIGNED_OUT));
      else reject(new Error(request.response?.querySelector('main')?.textContent?.trim() ?? 'The collector did not understand that.'));
    });
    request.addEventListener('error', () => reject(new Error(AWAY)));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
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

/**
 * Puts the pieces of another page in the place of ours: the fields only when they are others now.
 * @param {HTMLFormElement} form
 * @param {Document} page
 * @param {boolean} whole
 */
function renew(form, page, whole) {
  for (const piece of form.querySelectorAll('[data-piece]')) {
    const name = piece.getAttribute('data-piece') ?? '';
    if (!piece.isConnected || (name === 'parts' && !whole)) continue;
    const fresh = page.querySelector(`[data-piece="${CSS.escape(name)}"]`);
    if (!fresh || fresh.isEqualNode(piece)) continue;
    piece.replaceWith(document.adoptNode(fresh));
  }
  for (const field of form.querySelectorAll('[aria-describedby][name]')) {
    const fresh = page.getElementById(field.id);
    field.toggleAttribute('aria-invalid', false);
    if (fresh?.hasAttribute('aria-invalid')) field.setAttribute('aria-invalid', 'true');
  }
}

/** @param {string} words */
function stale(words) {
  const place = document.getElementById('stale');
  if (!place) return;
  place.textContent = words;
  place.hidden = !words;
}
