/**
 * The theme of a site: what the form comes to, read back while somebody types, and shown by the very widget. Without a script the form
 * says the same once it is sent. Colours are the collector's to judge: nothing of a theme is understood here.
 * @module
 * @typedef {{scheme: string, what: string, ratio: string, needed: string, enough: string}} Pair
 * @typedef {{pairs: Pair[], light: string, dark: string, problems: {id: string, label: string, message: string}[]}} Read
 */

/** How long, in ms, somebody must have stopped typing before the form is read back. */
const PAUSE = 250;

/** A question with most of what a card can show. */
const SAMPLE = {
  type: 'survey',
  survey: {
    name: 'sample',
    lang: 'en',
    dir: 'ltr',
    thanks: '',
    questions: [
      {
        id: 'why',
        type: 'choices',
        text: 'What were you looking for?',
        note: 'As many as you like.',
        options: [
          { id: 'time', text: 'Delivery times' },
          { id: 'size', text: 'The right size' },
        ],
      },
      { id: 'more', type: 'text', text: 'Anything else?', optional: true },
    ],
  },
};

/** Starts the form, when the page has one. */
export function startLook() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-look]'));
  if (!form) return;
  const show = preview(form);
  let timer = 0;
  let running = new AbortController();
  const read = async () => {
    running.abort();
    const { signal } = (running = new AbortController());
    const stale = /** @type {HTMLElement} */ (form.querySelector('[data-stale]'));
    try {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, String(value));
      const answer = await fetch(String(form.dataset.look), { method: 'POST', signal, headers: { accept: 'application/json' }, body });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
      stale.hidden = true;
      tell(form, told);
      await show(told);
    } catch (error) {
      if (signal.aborted) return;
      stale.textContent = error instanceof TypeError ? 'The collector cannot be reached, so this is not up to date.' : String(error);
      stale.hidden = false;
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE);
  });
  void read();
}

/** @param {HTMLFormElement} form @param {Read} told */
function tell(form, { pairs, problems }) {
  const blank = /** @type {HTMLTemplateElement} */ (document.getElementById('look-pair'));
  const rows = pairs.map((pair) => {
    const row = /** @type {HTMLElement} */ (/** @type {Element} */ (blank.content.firstElementChild).cloneNode(true));
    row.className = pair.enough ? 'fail' : 'pass';
    const words = { ...pair, enough: pair.enough && `; ${pair.enough} would do` };
    for (const [name, text] of Object.entries(words)) {
      const cell = row.querySelector(`[data-${name}]`);
      if (cell) cell.textContent = text;
    }
    return row;
  });
  form.querySelector('[data-pairs]')?.replaceChildren(...rows);
  const wrong = /** @type {HTMLElement} */ (form.querySelector('[data-wrong]'));
  wrong.hidden = !problems.length;
  wrong.querySelector('ul')?.replaceChildren(...problems.map(({ id, label, message }) => {
    const line = document.createElement('li');
    const field = document.createElement('a');
    field.href = `#${id}`;
    field.textContent = label;
    line.append(field, ` ${message}.`);
    return line;
  }));
}

/**
 * Two widgets in the page, whose reports go nowhere. One that has been closed comes back with the next change.
 * @param {HTMLFormElement} form
 * @returns {(styles: {light: string, dark: string}) => Promise<void>}
 */
function preview(form) {
  /** @type {{remove: () => void}[]} */
  let shown = [];
  let worn = '';
  return async ({ light, dark }) => {
    if (worn === light + dark) return;
    worn = light + dark;
    const { mount } = await import(String(form.dataset.widget));
    for (const ui of shown) ui.remove();
    form.querySelector('[data-seen-look]')?.removeAttribute('hidden');
    shown = Object.entries({ light, dark }).map(([scheme, css]) => {
      // Somebody types here all the time, and wants to see it at once.
      const ui = mount({ send() {}, emit() {}, lang: 'en', nonce: '' }, { idle: 0 });
      ui.act({ decision: scheme, action: SAMPLE, look: { place: 'inline', into: `#look-${scheme}`, css } });
      // Two regions of one page have to be told apart.
      const region = form.querySelector(`#look-${scheme} heed-widget`)?.shadowRoot?.querySelector('section');
      region?.setAttribute('aria-label', `Feedback in ${scheme}`);
      return ui;
    });
  };
}
