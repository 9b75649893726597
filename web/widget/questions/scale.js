/**
 * `nps`, `csat`, `ces`, `rating` and `thumbs`: one point of a scale.
 * @module
 * @import { Field, Question, Value } from '../types.js'
 * @import { Texts } from '../texts.js'
 */
import { h, icon } from '../dom.js';
import { counted, spoken } from '../texts.js';
import scaleCss from './scale.css';

const STAR = 'M12 2.5l2.9 6.1 6.6.9-4.8 4.6 1.2 6.7-5.9-3.2-5.9 3.2 1.2-6.7L2.5 9.5l6.6-.9z';
const THUMB = 'M2 10h4v11H2zM8 21h9.5c1 0 1.8-.6 2.1-1.5l2.3-6.6c.5-1.4-.5-2.9-2-2.9H14.5l.9-4.5C15.7 3.9 14.6 2.5 13 2.5L8 9.5z';

/** The most points a rating may have, whatever the survey says: more do not fit a phone. */
const MOST = 10;

/** @param {Question} question @returns {[number, number]} first and last point */
function bounds({ type, min = 1, max = 5 }) {
  if (type === 'nps') return [0, 10];
  if (type === 'ces') return [1, 7];
  return type === 'csat' ? [1, 5] : [min, Math.min(max, min + MOST - 1)];
}

/**
 * A score from the lowest to the highest point; `rating` shows stars.
 * @param {Question} question
 * @param {Value | undefined} given
 * @param {Texts} texts
 * @returns {Field}
 */
export function scaleField(question, given, texts) {
  const [from, to] = bounds(question);
  const points = Array.from({ length: to - from + 1 }, (_, i) => {
    const point = from + i;
    return question.type === 'rating'
      ? { id: String(point), content: [icon(STAR), h('span', { class: 'unseen' }, counted(texts, 'stars', point))] }
      : { id: String(point), content: [String(point)] };
  });
  const field = pointsField(question, points, given, `scale ${question.type}`);
  if (question.low || question.high) {
    const { langs, lang } = question;
    field.node.append(
      h('p', { class: 'ends', id: 'ends' }, h('span', spoken(langs?.low ?? lang), question.low ?? ''), h('span', spoken(langs?.high ?? lang), question.high ?? '')),
    );
  }
  return { ...field, value: () => (field.value() === null ? null : Number(field.value())) };
}

/**
 * Thumbs up or down, in the survey's words if it has some.
 * @param {Question} question
 * @param {Value | undefined} given
 * @param {Texts} texts
 * @returns {Field}
 */
export function thumbsField(question, given, texts) {
  const side = (/** @type {string} */ id, /** @type {string} */ usual) => {
    const own = question.options?.find((option) => option.id === id);
    return h('span', spoken(own && (own.lang ?? question.lang)), own?.text ?? usual);
  };
  const points = [
    { id: 'up', content: [icon(THUMB), side('up', texts.up)] },
    { id: 'down', content: [icon(THUMB), side('down', texts.down)] },
  ];
  return pointsField(question, points, given, 'scale thumbs');
}

/**
 * Radio buttons side by side: one tab stop and arrow keys come from the browser.
 * @param {Question} question
 * @param {{id: string, content: (Node | string)[]}[]} points
 * @param {Value | undefined} given
 * @param {string} className
 * @returns {Field}
 */
function pointsField(question, points, given, className) {
  const inputs = points.map(({ id }) =>
    h('input', { type: 'radio', name: question.id, value: id, checked: String(given ?? '') === id }),
  );
  const node = h(
    'div',
    { class: className, role: 'radiogroup', 'aria-labelledby': 'title', 'aria-describedby': 'note ends problem' },
    ...points.map(({ content }, i) => h('label', { class: 'point' }, inputs[i], ...content)),
  );
  const value = () => inputs.find((input) => input.checked)?.value ?? null;
  return {
    node,
    css: scaleCss,
    value,
    problem: () => (question.optional || value() !== null ? '' : 'choose'),
  };
}
