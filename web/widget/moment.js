/**
 * Whether this is a moment to speak up: not while the visitor types, pays, has a dialog before them, watches something in
 * full screen or is in another tab.
 * @module
 */

const DIALOGS = ['dialog[open]', '[aria-modal="true"]', '[role="alertdialog"]'];
const A_DIALOG = DIALOGS.join();
const FIELDS = 'textarea, select, input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=range])';

/** Where the number of a card is written. */
const CARDS = ['input[autocomplete~="cc-number"]', 'input[autocomplete~="cc-csc"]'];

/** What may keep the visitor busy. Browsers find them one by one in half of the time that all take in one selector. */
const BUSY = [...DIALOGS, ...CARDS, 'video'];

/** Frames that a shop lets take a payment, such as those of a payment provider. */
const TILLS = 'iframe[allow*="payment"]';

/**
 * Watches the page for as long as something waits; `stop` takes the listener off again.
 * @param {number} idle milliseconds without a key after which somebody in a field counts as not typing
 */
export function watchMoment(idle) {
  // Keys pressed before we watched are unknown, so a field in use counts as typed in just now.
  let lastKey = performance.now();
  const key = () => void (lastKey = performance.now());
  addEventListener('keydown', key, { capture: true, passive: true });
  return {
    stop: () => removeEventListener('keydown', key, { capture: true }),
    good: () =>
      !document.hidden &&
      !document.fullscreenElement &&
      !document.activeElement?.matches(TILLS) &&
      !(inField() && performance.now() - lastKey < idle) &&
      !focused().some((element) => element.closest(A_DIALOG)) && // in a component too, where a dialog takes the focus
      !BUSY.some((kind) => [...document.querySelectorAll(kind)].some(isBusy)),
  };
}

/**
 * Whether the visitor is busy with something that may keep them so: a card that is being entered, or has been and is still before them, a
 * dialog, or a film.
 * @param {Element} element
 */
function isBusy(element) {
  // Safari on phones plays full screen in a way of its own.
  if (element instanceof HTMLVideoElement) return /** @type {any} */ (element).webkitDisplayingFullscreen;
  if (!element.getClientRects().length) return false;
  return element.matches(A_DIALOG) || element === document.activeElement || /** @type {HTMLInputElement} */ (element).value !== '';
}

/** Whether the focus is where one types, also inside the open shadow roots of the page's own components. */
function inField() {
  const field = focused().pop();
  return field instanceof HTMLElement && (field.isContentEditable || field.matches(FIELDS));
}

/** What has the focus, after the components in whose open shadow roots it is. */
function focused() {
  const path = [];
  for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null) path.push(at);
  return path;
}
