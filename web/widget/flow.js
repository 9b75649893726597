/**
 * The way through a survey: which question is next, which was before, how far it is. Knows no DOM.
 * @module
 * @import { Question, Value } from './types.js'
 */
import { evaluate } from './ast.js';

/**
 * Starts at the first question whose condition holds.
 * @param {Question[]} questions
 */
export function createFlow(questions) {
  /** Everything answered, also on branches left since, so that going back finds it. @type {Map<number, Value>} */
  const given = new Map();
  /** Indexes of the questions asked, the current one last. @type {number[]} */
  const trail = [];

  /** Only answers on the trail count: a branch that was left decides nothing. */
  const answers = () => Object.fromEntries(trail.map((i) => [questions[i].id, given.get(i) ?? null]));
  const here = () => trail[trail.length - 1];

  /** What follows a question once it is answered: the collector has seen to it that this leads forward. @param {number} i @param {Record<string, Value>} known */
  const after = (i, known) => {
    const { id, options, next } = questions[i];
    return options?.find((option) => option.id === known[id])?.next ?? next ?? i + 1;
  };

  /** @param {Record<string, Value>} known @returns {number[]} */
  const ahead = (known) => {
    const way = [];
    let i = trail.length ? after(here(), known) : 0;
    while (i < questions.length) {
      const { show_if: condition } = questions[i];
      const asked = condition === undefined || evaluate(condition, known);
      if (asked) way.push(i);
      i = asked ? after(i, known) : i + 1;
    }
    return way;
  };

  const [first] = ahead({});
  if (first === undefined) throw new Error('survey: no question to ask');
  trail.push(first);

  return {
    question: () => questions[here()],
    answers,
    /** The answer given before, or undefined. */
    given: () => given.get(here()),
    isFirst: () => trail.length === 1,
    /** Whether the survey would end with this answer. @param {Value} value */
    endsWith: (value) => ahead({ ...answers(), [questions[here()].id]: value }).length === 0,
    progress: () => ({ value: trail.length, max: trail.length + ahead(answers()).length }),
    /** Takes the answer and moves on; false at the end. @param {Value} value */
    answer(value) {
      given.set(here(), value);
      const [next] = ahead(answers());
      if (next === undefined) return false;
      trail.push(next);
      return true;
    },
    back: () => void trail.pop(),
    /** What was answered on the way to the current question, in its order. */
    before: () => trail.slice(0, -1).map((i) => ({ question: questions[i].id, value: given.get(i) ?? null })),
    /** Goes the way again that was gone on an earlier page, as far as it is still there. @param {import('./types.js').Begun['given']} steps */
    follow(steps) {
      for (const { question, value } of steps) {
        if (questions[here()].id !== question || !this.answer(value)) return;
      }
    },
  };
}
