/**
 * Where a site's widget appears: the form is read back while somebody types, and the very widget shows what it comes to, as a card and
 * behind the tab. Without a script the form says the same once it is sent.
 * @module
 * @import { Shown } from './preview-frame.js'
 */
import { startPreviewFrame } from './preview-frame.js';
import { readBack } from './readback.js';

/** Starts the form, when the page has one. */
export function startPlace() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-place]'));
  if (!form) return;
  const [card, tab] = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-preview]'))].map(startPreviewFrame);
  readBack(form, String(form.dataset.place), (/** @type {{card: Shown, tab: Shown}} */ told) => {
    card?.(told.card);
    tab?.(told.tab);
  });
}
