/**
 * Rows that can be dragged to another place of their list. Who cannot drag has buttons for the same.
 * @module
 */

/**
 * Lets the rows of a form's lists be dragged by their headers. The lists may come and go: whatever has data-list and rows with data-row.
 * @param {HTMLElement} form
 * @param {(row: string, to: number) => void} moved a row, by its data-row, is to be at another place, counting from 0
 */
export function startDragging(form, moved) {
  /** @type {HTMLElement | null} */
  let held = null;
  const over = (/** @type {Event} */ event) => {
    const row = /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest('[data-list] > [data-row]') : null);
    return row && held && row !== held && row.parentElement === held.parentElement ? row : null;
  };
  const clear = () => {
    for (const marked of form.querySelectorAll('.drop')) marked.classList.remove('drop');
  };
  // Only a row that is held by its header can be dragged: text in its fields is selected by the same movement.
  form.addEventListener('pointerdown', (event) => {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest('[data-list] > [data-row]');
    if (row instanceof HTMLElement) row.draggable = target.closest('header') !== null && !target.closest('button, select, input');
  });
  form.addEventListener('dragstart', (event) => {
    held = /** @type {HTMLElement} */ (event.target);
    event.dataTransfer?.setData('text/plain', held.dataset.row ?? '');
    held.classList.add('held');
  });
  form.addEventListener('dragover', (event) => {
    const row = over(event);
    clear();
    if (!row) return;
    event.preventDefault();
    row.classList.add('drop');
  });
  form.addEventListener('drop', (event) => {
    const row = over(event);
    if (!row || !held) return;
    event.preventDefault();
    const rows = [...(row.parentElement?.children ?? [])];
    moved(held.dataset.row ?? '', rows.indexOf(row));
  });
  form.addEventListener('dragend', () => {
    clear();
    held?.classList.remove('held');
    held = null;
  });
}
