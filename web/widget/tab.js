/**
 * The feedback tab: a button at the side of the page by which visitors open a survey themselves.
 * @module
 * @import { Tab } from './types.js'
 */
import { h } from './dom.js';
import { directionOf, spoken, textsFor, tongues } from './texts.js';

/**
 * The button; what a press does is the caller's.
 * @param {Tab} tab
 * @param {string} lang BCP 47
 */
export const createTab = ({ label, label_lang, side }, lang) =>
  h(
    'button',
    { type: 'button', class: 'tab skin', part: 'tab', 'data-side': side, lang: tongues(lang).ours, dir: directionOf(lang) },
    h('span', spoken(label && (label_lang ?? tongues(lang).theirs)), label || textsFor(lang).feedback),
  );
