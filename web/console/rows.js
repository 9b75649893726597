/**
 * Rows of a form that come and go in place, and operators that suit what is compared.
 * @module
 */

/** What stands for a row's number in the <template> of a row. */
const BLANK = 'NEW';

/**
 * Makes the buttons for rows work in place.
 * @param {HTMLFormElement} form
 * @param {() => void} changed
 */
export function startRows(form, changed) {
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset.add) add(button.dataset.add);
    else if (button?.hasAttribute('data-remove')) remove(button);
    else return;
    event.preventDefault();
    changed();
  });
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.hasAttribute('data-variable')) suit(event.target);
  });
  for (const select of form.querySelectorAll('select[data-variable]')) suit(/** @type {HTMLSelectElement} */ (select));
}

/** Adds an empty row, and goes there. @param {string} list */
function add(list) {
  const place = document.querySelector(`[data-rows="${list}"]`);
  const source = document.getElementById(`row-${list}`);
  if (!place || !(source instanceof HTMLTemplateElement)) return;
  const row = /** @type {Element} */ (source.content.firstElementChild?.cloneNode(true));
  const numbers = [...place.querySelectorAll('[name]')].map((e) => Number(e.getAttribute('name')?.split('.')[1]));
  const next = String(Math.max(-1, ...numbers.filter(Number.isFinite)) + 1);
  for (const element of [row, ...row.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes(BLANK)) element.setAttribute(name, value.replaceAll(BLANK, next));
    }
  }
  place.append(row);
  for (const select of row.querySelectorAll('select[data-variable]')) suit(/** @type {HTMLSelectElement} */ (select));
  /** @type {HTMLElement | null} */ (row.querySelector('select, input:not([type="hidden"])'))?.focus();
}

/** Removes a row; the focus goes to the button that adds one. @param {Element} button */
function remove(button) {
  const row = button.closest('[data-row]');
  const list = row?.closest('[data-rows]');
  row?.remove();
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-add="${list?.getAttribute('data-rows')}"]`))?.focus();
}

/** Offers the operators that go with what is chosen. @param {HTMLSelectElement} variable */
function suit(variable) {
  const operator = /** @type {HTMLSelectElement | null | undefined} */ (variable.closest('[data-row]')?.querySelector('select[data-operator]'));
  const type = variable.selectedOptions[0]?.dataset.type;
  if (!operator) return;
  for (const option of operator.options) {
    option.hidden = option.disabled = Boolean(type) && !(option.dataset.types ?? '').split(' ').includes(type ?? '');
  }
  if (operator.selectedOptions[0]?.disabled) operator.value = [...operator.options].find((o) => !o.disabled)?.value ?? '';
}
