/**
 * `choice` and `choices`: one or several of the options, with a line of one's own if the survey allows it.
 * @module
 * @import { Chosen, Field, Question, Value } from '../types.js'
 * @import { Texts } from '../texts.js'
 */
import { h } from '../dom.js';
import { spoken } from '../texts.js';
import choiceCss from './choice.css';
import lineCss from './line.css';

/** The option that stands for an answer in the visitor's own words. */
const OWN = 'other';

/**
 * One option, or several, each a row to press.
 * @param {Question} question
 * @param {Value | undefined} given
 * @param {Texts} texts
 * @returns {Field}
 */
export function choiceField(question, given, texts) {
  const several = question.type === 'choices';
  const before = /** @type {Chosen[]} */ ([given ?? []].flat());
  const written = before.find((chosen) => typeof chosen === 'object');

  /** @param {string} id @param {string} text @param {boolean} checked @param {string} [lang] */
  const row = (id, text, checked, lang) => {
    const input = h('input', { type: several ? 'checkbox' : 'radio', name: question.id, value: id, checked });
    return { input, node: h('label', { class: id === OWN ? 'row own' : 'row' }, input, h('span', spoken(lang), text)) };
  };
  const rows = (question.options ?? []).map((option) => row(option.id, option.text, before.includes(option.id), option.lang ?? question.lang));
  const own = question.other ? row(OWN, texts.other, Boolean(written)) : undefined;
  const line = h('input', { class: 'line', name: 'other', maxlength: 500, 'aria-label': texts.more, placeholder: texts.more });
  line.value = written?.other ?? '';

  const node = h(
    'div',
    { class: 'rows', role: several ? 'group' : 'radiogroup', 'aria-labelledby': 'title', 'aria-describedby': 'note problem' },
    ...rows.map((each) => each.node),
    ...(own ? [own.node, line] : []),
  );

  const ownWords = () => (own?.input.checked ? line.value.trim() : '');
  /** @returns {Chosen[]} */
  const chosen = () => [
    ...rows.filter((each) => each.input.checked).map((each) => each.input.value),
    ...(ownWords() ? [{ other: ownWords() }] : []),
  ];
  return {
    node,
    css: lineCss + choiceCss,
    value: () => (several ? (chosen().length ? chosen() : null) : (chosen()[0] ?? null)),
    problem() {
      if (own?.input.checked && !ownWords()) return 'write';
      return question.optional || chosen().length ? '' : 'choose';
    },
  };
}
