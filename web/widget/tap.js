/**
 * One question with an answer a button: pressing one is all there is to do.
 * @module
 * @import { Action, Card, TapAction, View } from './types.js'
 */
import { createAnswers } from './answers.js';
import { button, h } from './dom.js';
import { textsFor } from './texts.js';

/**
 * A tap in the card.
 * @param {Card} card
 * @param {TapAction} action
 * @returns {View}
 */
export function openTap(card, { survey }) {
  const { lang, dir, thanks, questions } = survey;
  const [{ id: question, text, options = [] }] = questions;
  const answers = createAnswers(card, survey, 'heed_tap_answered');

  /** @param {string} value */
  function take(value) {
    answers.give(question, value, true);
    answers.thank(thanks);
  }

  card.show({
    state: 'tap',
    label: textsFor(lang).feedback,
    title: text,
    lang,
    dir,
    content: [h('div', { class: 'tap' }, ...options.map((option) => button(option.id, option.text)))],
    on: Object.fromEntries(options.map((option) => [option.id, () => take(option.id)])),
  });
  return {
    settled: answers.settled,
    refused: answers.refused,
    repeats: (/** @type {Action} */ action) => action.type === 'tap',
  };
}
