/**
 * Options in an order that favours none: what stands first is chosen more often.
 * @module
 * @import { Question } from './types.js'
 */

/**
 * The question with its options in a random order (Fisher and Yates), if it wants that. Fixed ones stay where they are, and the line of
 * one's own last.
 * @param {Question} question
 * @returns {Question}
 */
export function shuffled(question) {
  if (!question.shuffle || !question.options) return question;
  const options = [...question.options];
  const free = options.flatMap((option, place) => (option.fixed ? [] : place));
  for (let i = free.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [options[free[i]], options[free[j]]] = [options[free[j]], options[free[i]]];
  }
  return { ...question, options };
}
