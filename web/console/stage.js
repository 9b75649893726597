/**
 * The inside of a preview: the very widget on an empty page. What it reports goes nowhere, so nothing is decided, counted or stored.
 * What to show comes from the page around the frame (preview-frame.js), which is told when this one is ready.
 * @module
 * @import { Shown } from './preview-frame.js'
 */

/** The longest a timer can wait, in ms: thanks stay until something else is shown. */
const FOREVER = 2 ** 31 - 1;

/** Nobody types in this page, so a card need not wait for a pause; it appears at once. */
const PACE = { thanks: FOREVER, idle: 0, look: 50 };

/** @type {{act: Function, tab: Function, remove: Function} | undefined} */
let widget;
let last = '';

addEventListener('message', ({ data, source, origin }) => {
  if (source !== parent || origin !== location.origin || typeof data?.lang !== 'string') return; // others' messages pass here too
  const wanted = JSON.stringify(data);
  if (wanted !== last) void show(data);
  last = wanted;
});

// A link of a message would lead away from the preview.
addEventListener('click', (event) => {
  if (event.composedPath().some((each) => each instanceof HTMLAnchorElement)) event.preventDefault();
});

parent.postMessage('ready', location.origin);

/** @param {Shown} shown */
async function show({ action, lang, look, tab }) {
  const { mount } = await import(/** @type {string} */ (document.body.dataset.widget));
  const before = widget;
  before?.remove();
  widget = undefined;
  if (!action) return;
  let opened = 0; // a decision that was closed does not show again
  const open = () => widget?.act({ decision: `preview ${opened++}`, action, look });
  const send = (/** @type {{t: string}} */ { t }) => void (t === 'open' && open());
  widget = mount({ send, emit() {}, lang, nonce: '' }, PACE);
  if (before) still();
  if (tab) widget?.tab(tab);
  else open();
}

/** What is shown again while somebody types does not rise each time. */
function still() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.card { animation: none }');
  document.querySelector('heed-widget')?.shadowRoot?.adoptedStyleSheets.push(sheet);
}
