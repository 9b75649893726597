/**
 * Forms whose answer takes some seconds say so: the button rests and a progress bar runs until the next page is there.
 * @module
 */

/** Makes every such form tell that it is under way. */
export function startBusy() {
  for (const form of document.querySelectorAll('form[data-busy]')) {
    const button = form.querySelector('button');
    const progress = form.querySelector('progress');
    if (!button || !progress) continue;
    const rest = (/** @type {boolean} */ busy) => {
      button.disabled = busy;
      progress.hidden = !busy;
    };
    form.addEventListener('submit', () => rest(true));
    // A page that comes back from the browser's cache is not busy any more.
    addEventListener('pageshow', () => rest(false));
  }
}
