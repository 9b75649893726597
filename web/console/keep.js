/**
 * What is typed into a form of the console stands nowhere else until it is saved.
 * @module
 */

/** Why nothing can be read back, or saved: nobody answers, or the session has ended. */
export const AWAY = 'The collector cannot be reached, so this is not up to date. What you typed is still here.';
export const SIGNED_OUT = 'You are signed out. Sign in in another tab and go on here: what you typed is still here.';

/**
 * Asks whoever leaves a form with something that is not saved, and sends the form only when the collector answers and still knows who asks:
 * another page would come in the place of all that was typed.
 * @param {HTMLFormElement} form
 * @param {() => Promise<boolean>} answers asks the collector what the form means now, and tells why not when there is no answer
 * @returns {() => void} notes a change that no field tells of
 */
export function keepTyped(form, answers) {
  let unsaved = document.querySelector('[role="alert"]') !== null; // what was refused stands in the form alone
  let sure = false;
  const changed = () => void (unsaved = true);
  form.addEventListener('input', ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).form === form) changed(); // or a choice of a preview's
  });
  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented) return; // by what only reads back
    if (sure) return void (unsaved = sure = false);
    event.preventDefault();
    form.inert = true;
    sure = await answers();
    form.inert = false;
    if (sure) return form.requestSubmit(event.submitter);
    event.submitter?.focus();
    form.querySelector('[data-stale]')?.scrollIntoView({ block: 'center' }); // clear of what is fixed to the window's edges
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
  return changed;
}
