/**
 * Buttons that copy the text beside them. They appear only where the browser lets a page copy.
 * @module
 */

/** How long, in ms, the button says that it is done. */
const SAID = 2000;

/** Makes every copy button work. */
export function startCopy() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy]')) {
    const words = button.querySelector('span');
    const source = button.parentElement?.querySelector('pre');
    if (!words || !source) continue;
    button.removeAttribute('hidden');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(source.textContent ?? '');
        words.textContent = 'Copied';
      } catch {
        getSelection()?.selectAllChildren(source);
        words.textContent = 'Selected: copy it';
      }
      setTimeout(() => { words.textContent = 'Copy'; }, SAID);
    });
  }
}
