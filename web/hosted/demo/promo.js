/**
 * The promo code, broken on purpose: this is the fault the demo is about. Somebody renamed the button from «promo-apply» to
 * «apply-promo» in the template, `?.` swallows the miss, and so the button does nothing and no error tells anybody.
 * Keep it broken; the demo's tests check that it is.
 */

/**
 * Would answer a press on the button, if it found it.
 * @param {ParentNode} page
 */
export function startPromo(page) {
  page.querySelector('#promo-apply')?.addEventListener('click', () => {
    const said = page.querySelector('#promo-said');
    if (said) said.textContent = 'This code is not valid, or no longer.';
  });
}
