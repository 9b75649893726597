/**
 * Puts a row's JSON into a piece of the page. The piece says where each value goes: data-text="key" is the element's text,
 * data-attr="name:key …" its attributes. Text is only ever set as text.
 * @module
 */
import { localise } from './times.js';

/** @typedef {{id: string} & Record<string, unknown>} Row */

/** Attributes that may be filled: none of them can run anything. */
const allowed = new Set(['href', 'value', 'datetime', 'data-id', 'data-outcome', 'data-state', 'data-from', 'y', 'height']);

/**
 * Fills an element and everything in it. Keys that data lacks are left as they are.
 * @param {Element} root
 * @param {Record<string, unknown>} data
 */
export function fill(root, data) {
  for (const element of [root, ...root.querySelectorAll('[data-text], [data-attr]')]) {
    const key = element.getAttribute('data-text');
    if (key && key in data) element.textContent = String(data[key]);
    for (const pair of (element.getAttribute('data-attr') ?? '').split(' ')) {
      const [name, from] = pair.split(':');
      if (from && from in data) set(element, name, String(data[from]));
    }
  }
  localise(root);
}

/** @param {Element} element @param {string} name @param {string} value empty removes the attribute */
function set(element, name, value) {
  if (!allowed.has(name)) throw new Error(`data-attr may not set ${name}`);
  if (name === 'href' && value && !value.startsWith('/console')) return;
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/**
 * The element of a list with that id.
 * @param {Element} list
 * @param {string} id
 */
export function find(list, id) {
  return list.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);
}

/**
 * Makes a new element from the <template> of that id.
 * @param {string} template
 * @param {Row} row
 * @returns {Element}
 */
export function make(template, row) {
  const source = document.getElementById(template);
  if (!(source instanceof HTMLTemplateElement) || !source.content.firstElementChild) throw new Error(`no template ${template}`);
  const element = /** @type {Element} */ (source.content.firstElementChild.cloneNode(true));
  fill(element, row);
  return element;
}
