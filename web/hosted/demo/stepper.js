/** The − and + around a quantity. */

/**
 * Makes a stepper work, and tells of every change. A button at its limit stays focusable and says
 * that it is at its limit, so that nobody loses their place on the keyboard.
 * @param {{minus: HTMLButtonElement, plus: HTMLButtonElement, output: HTMLOutputElement}} parts
 * @param {{least: number, most: number, initial: number}} range
 * @param {(quantity: number) => void} changed
 */
export function startStepper({ minus, plus, output }, { least, most, initial }, changed) {
  let quantity = initial;

  /** @param {number} to */
  const show = (to) => {
    quantity = to;
    output.value = String(to);
    minus.setAttribute('aria-disabled', String(to <= least));
    plus.setAttribute('aria-disabled', String(to >= most));
  };
  /** @param {number} by */
  const step = (by) => {
    const wanted = quantity + by;
    if (wanted < least || wanted > most) return;
    show(wanted);
    changed(wanted);
  };

  minus.addEventListener('click', () => step(-1));
  plus.addEventListener('click', () => step(+1));
  show(initial);
}
