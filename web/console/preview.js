/**
 * What visitors read, beside the form: the survey that is chosen, or the message as it is written.
 * @module
 */

/** @param {HTMLFormElement} form */
export function startPreview(form) {
  const message = /** @type {HTMLElement | null} */ (form.querySelector('[data-seen-message]'));
  const update = () => {
    const type = chosen(form, 'action.type');
    const survey = type === 'survey' ? chosen(form, 'action.survey') : '';
    for (const seen of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-seen]'))) seen.hidden = seen.dataset.seen !== survey;
    if (!message) return;
    message.hidden = type !== 'message' && type !== 'link';
    message.replaceChildren(...texts(form, 'action.title', 'b'), ...texts(form, 'action.text'));
  };
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  update();
}

/** @param {HTMLFormElement} form @param {string} name */
function chosen(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLSelectElement ? field.value : '';
}

/**
 * A paragraph for each language of a text.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {'b'} [inside]
 */
function texts(form, name, inside) {
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (form.querySelectorAll(`[name^="${name}."]`));
  return [...fields].filter((f) => f.value.trim()).map((f) => {
    const line = document.createElement('p');
    const words = inside ? line.appendChild(document.createElement(inside)) : line;
    words.textContent = f.value;
    if (f.lang) line.lang = f.lang;
    line.dir = 'auto';
    return line;
  });
}
