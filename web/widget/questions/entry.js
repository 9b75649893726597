/**
 * `text`, `email`, `phone` and `consent`: what the visitor writes or agrees to.
 * @module
 * @import { Field, Question, Value } from '../types.js'
 * @import { Texts } from '../texts.js'
 */
import { h } from '../dom.js';
import choiceCss from './choice.css';
import lineCss from './line.css';

/** Characters; keeps an answer far below the 16 KiB of a frame. */
const LONGEST = 2000;

/** Numbers are written in too many ways to judge: this only asks for enough digits and nothing but a number. */
const PHONE = /^\+?(?:[\s().\/-]*\d){5,15}[\s()]*$/;

/**
 * A line or, for `text`, a few lines.
 * @param {Question} question
 * @param {Value | undefined} given
 * @returns {Field}
 */
export function entryField(question, given) {
  const { id, type, optional, max = LONGEST } = question;
  const attributes = {
    name: id,
    maxlength: Math.min(max, LONGEST),
    dir: 'auto',
    'aria-labelledby': 'title',
    'aria-describedby': 'note problem',
    'aria-required': optional ? undefined : 'true',
  };
  const input =
    type === 'text'
      ? h('textarea', { ...attributes, class: 'line', rows: 3 })
      : h('input', { ...attributes, class: 'line', type: type === 'email' ? 'email' : 'tel', autocomplete: type === 'email' ? 'email' : 'tel' });
  input.value = typeof given === 'string' ? given : '';

  const value = () => input.value.trim();
  return {
    node: input,
    css: lineCss,
    value: () => value() || null,
    problem() {
      if (!value()) return optional ? '' : 'write';
      if (type === 'email' && !input.checkValidity()) return 'email';
      return type === 'phone' && !PHONE.test(value()) ? 'phone' : '';
    },
  };
}

/**
 * A box to tick. Leaving it empty is an answer too: consent that must be given is none.
 * @param {Question} question
 * @param {Value | undefined} given
 * @param {Texts} texts
 * @returns {Field}
 */
export function consentField(question, given, texts) {
  const input = h('input', { type: 'checkbox', name: question.id, value: 'yes', checked: given === true, 'aria-describedby': 'title note' });
  return {
    node: h('label', { class: 'row' }, input, h('span', {}, texts.agree)),
    css: choiceCss,
    value: () => input.checked,
    problem: () => '',
  };
}
