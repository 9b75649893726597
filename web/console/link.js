/**
 * The one-time sign-in link. Opening it must not use it up, since mail scanners and link previews open links too; they run no
 * script, so a person's browser presses the button for them.
 * @module
 */

/** Presses the button of a one-time link, once the page is really looked at. */
export function startLink() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-once]'));
  if (!form) return;
  const press = () => form.requestSubmit();
  if (/** @type {any} */ (document).prerendering) document.addEventListener('prerenderingchange', press, { once: true });
  else press();
}
