/**
 * The answers of one survey on their way, and the last word about them: thanks, or that one was not taken.
 * @module
 * @import { Card, Survey, Value } from './types.js'
 */
import { textsFor } from './texts.js';

/**
 * No answer yet.
 * @param {Card} card
 * @param {Survey} survey
 * @param {string} event what an answer is called in the dataLayer
 */
export function createAnswers(card, { name, lang, dir }, event) {
  const texts = textsFor(lang);
  /** Ids of what was sent. @type {Set<string>} */
  const sent = new Set();
  /** How many last words there were: a later one has its own time. */
  let words = 0;

  /** @param {'thanks' | 'refused'} state @param {string} title @param {string} [titleLang] */
  function end(state, title, titleLang) {
    const word = ++words;
    card.keep();
    card.show({ state, label: texts.feedback, title, titleLang, lang, dir, content: [] });
    card.later(() => void (word === words && card.close()), card.pace.thanks);
  }

  return {
    /** @param {string} question @param {Value} value @param {boolean} done */
    give(question, value, done) {
      const answer = { decision: card.decision, survey: name, question, value, done };
      const id = card.send({ t: 'answer', ...answer });
      if (id) sent.add(id);
      card.emit('answer', answer, event);
    },
    /** @param {string} [words] the survey's own @param {string} [lang] theirs, where it is not the card's */
    thank: (words, lang) => end('thanks', words || texts.thanks, lang),
    /**
     * The collector has refused something for good. If it is one of these answers, there is no use in asking on.
     * @param {string} id of what was refused
     */
    refused(id) {
      if (!sent.has(id)) return;
      sent.clear(); // said once
      end('refused', texts.refused);
    },
    settled: () => words > 0,
  };
}
