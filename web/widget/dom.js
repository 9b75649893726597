/**
 * Elements from data, never from markup.
 * @module
 */

/**
 * Builds an element. Strings among the children become text nodes, so nothing that a site, an operator or a visitor
 * wrote is ever parsed. False and undefined leave an attribute or a child out; true is an empty attribute.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {(Node | string | false | undefined)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * A button of the card; `action` is its data-action. The primary one submits the form around it.
 * @param {string} action
 * @param {string} text
 * @param {boolean} [primary]
 */
export function button(action, text, primary = false) {
  return h('button', { type: primary ? 'submit' : 'button', class: primary && 'primary', 'data-action': action }, text);
}

/**
 * A decorative icon on a 24 by 24 grid, in the colour of the text.
 * @param {string} path SVG path data
 */
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(svg.namespaceURI, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
