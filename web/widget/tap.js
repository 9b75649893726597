/**
 * One question with an answer a button: pressing one is all there is to do.
 * @module
 * @import { Action, Card, TapAction, View } from './types.js'
 */
import { button, h } from './dom.js';
import { textsFor } from './texts.js';

/**
 * A tap in the card.
 * @param {Card} card
 * @param {TapAction} action
 * @returns {View}
 */
export function openTap(card, { survey }) {
  const { name, lang, dir, thanks, questions } = survey;
  const [{ id: question, text, options = [] }] = questions;
  const { feedback: label, thanks: thankYou } = textsFor(lang);
  let settled = false;

  /** @param {string} value */
  function take(value) {
    settled = true;
    const answer = { decision: card.decision, survey: name, question, value, done: true };
    card.send({ t: 'answer', ...answer });
    card.emit('answer', answer, 'heed_tap_answered');
    card.show({ state: 'thanks', label, title: thanks || thankYou, lang, dir, content: [] });
    card.later(card.close, card.pace.thanks);
  }

  card.show({
    state: 'tap',
    label,
    title: text,
    lang,
    dir,
    content: [h('div', { class: 'tap' }, ...options.map((option) => button(option.id, option.text)))],
    on: Object.fromEntries(options.map((option) => [option.id, () => take(option.id)])),
  });
  return {
    settled: () => settled,
    repeats: (/** @type {Action} */ action) => action.type === 'tap',
  };
}
