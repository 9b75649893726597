/**
 * Whether this is a moment to speak up: not while the visitor types, has a dialog before them, watches something in
 * full screen or is in another tab.
 * @module
 */

const DIALOGS = 'dialog[open], [aria-modal="true"], [role="alertdialog"]';
const FIELDS = 'textarea, select, input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=range])';

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
      !(inField() && performance.now() - lastKey < idle) &&
      ![...document.querySelectorAll(DIALOGS)].some((dialog) => dialog.getClientRects().length > 0),
  };
}

/** Whether the focus is where one types, also inside the open shadow roots of the page's own components. */
function inField() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement && (focused.isContentEditable || focused.matches(FIELDS));
}
