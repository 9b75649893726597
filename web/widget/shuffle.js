/**
 * Options in an order that favours none: what stands first is chosen more often.
 * @module
 * @import { Question } from './types.js'
 */

/**
 * The question with its options in a random order (Fisher and Yates), if it wants that; the line of one's own stays last.
 * @param {Question} question
 * @returns {Question}
 */
export function shuffled(question) {
  if (!question.shuffle || !question.options) return question;
  const options = [...question.options];
  for (let i = options.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [options[i], options[j]] = [options[j], options[i]];
  }
  return { ...question, options };
}
