/**
 * The theme of a site or a survey: what the form comes to, read back while somebody types, and shown by the very widget. Without a script the form
 * says the same once it is sent. Colours are the collector's to judge: nothing of a theme is understood here.
 * @module
 * @typedef {{scheme: string, what: string, ratio: string, needed: string, enough: string}} Pair
 * @typedef {{pairs: Pair[], light: string, dark: string}} Read
 */
import { readBack } from './readback.js';

/** A question with most of what a card can show, where the theme is not one survey's. */
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
  const read = readBack(form, String(form.dataset.look), (/** @type {Read} */ told) => {
    tell(form, told);
    return show(told);
  });
  void read();
}

/** @param {HTMLFormElement} form @param {Read} told */
function tell(form, { pairs }) {
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
  const action = form.dataset.sample ? JSON.parse(form.dataset.sample) : SAMPLE;
  return async ({ light, dark }) => {
    if (worn === light + dark) return;
    worn = light + dark;
    const { mount } = await import(String(form.dataset.widget));
    for (const ui of shown) ui.remove();
    form.querySelector('[data-seen-look]')?.removeAttribute('hidden');
    shown = Object.entries({ light, dark }).map(([scheme, css]) => {
      // Somebody types here all the time, and wants to see it at once.
      const emit = (/** @type {string} */ what) => what === 'shown' && tellApart(form, scheme);
      const ui = mount({ send() {}, emit, lang: action.survey.lang, nonce: '' }, { idle: 0 });
      ui.act({ decision: scheme, action, look: { place: 'inline', into: `#look-${scheme}`, css } });
      return ui;
    });
  };
}

/**
 * Two regions of one page have to be told apart, whatever comes into the card.
 * @param {HTMLFormElement} form @param {string} scheme
 */
function tellApart(form, scheme) {
  const region = form.querySelector(`#look-${scheme} heed-widget`)?.shadowRoot?.querySelector('section');
  if (!region) return;
  const label = `Feedback in ${scheme}`;
  const name = () => region.ariaLabel === label || region.setAttribute('aria-label', label);
  name();
  new MutationObserver(name).observe(region, { attributeFilter: ['aria-label'] });
}
