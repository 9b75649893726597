/**
 * Earlier answers in later words: `{answer.why}` is what was answered to `why`, `{answer.why|that}` says «that» where nothing was. It all
 * happens in the page, and what comes of it is text like any other.
 * @module
 * @import { Question, Value } from './types.js'
 * @import { Texts } from './texts.js'
 */

const RECALL = /\{answer\.([^{}|]+)(?:\|([^{}]*))?\}/g;

/** What stands for an answer that was not given, where the survey has no words for that. */
const NONE = '…';

/**
 * The text with the answers written in.
 * @param {string} text
 * @param {Question[]} questions
 * @param {Record<string, Value>} answers by question id
 * @param {Texts} texts
 */
export const recall = (text, questions, answers, texts) =>
  text.replace(RECALL, (_, /** @type {string} */ id, /** @type {string} */ none = NONE) => {
    const question = questions.find((each) => each.id === id);
    const given = /** @type {Value[]} */ ([Object.hasOwn(answers, id) ? (answers[id] ?? []) : []].flat()).map((value) => wordsOf(value, question, texts));
    return new Intl.ListFormat(texts.lang).format(given) || none;
  });

/**
 * @param {Value} value @param {Question | undefined} question @param {Texts} texts
 * @returns {string}
 */
function wordsOf(value, question, texts) {
  if (value !== null && typeof value === 'object') return 'other' in value ? value.other : '';
  const option = question?.options?.find((each) => each.id === value);
  if (option) return option.text;
  return question?.type === 'thumbs' ? (value === 'up' ? texts.up : texts.down) : String(value);
}
