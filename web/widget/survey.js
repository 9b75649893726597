/**
 * A survey, or a request to be called back: one question at a time, each answer sent as it is given.
 * @module
 * @import { Action, Begun, Card, SurveyAction, Value, View } from './types.js'
 */
import { createAnswers } from './answers.js';
import { button, h } from './dom.js';
import { createFlow } from './flow.js';
import { createField } from './questions/field.js';
import { recall } from './recall.js';
import { shuffled } from './shuffle.js';
import { spoken, textsFor, tongues } from './texts.js';

/**
 * A survey in the card, at its first question, or at the one that was open on the page before.
 * @param {Card} card
 * @param {SurveyAction} action
 * @param {Begun} [begun]
 * @returns {View}
 */
export function openSurvey(card, action, begun) {
  const { survey } = action;
  const { name, dir } = survey;
  const { ours: lang, theirs } = tongues(survey.lang);
  const texts = textsFor(lang);
  const questions = survey.questions.map(shuffled).map((question) => ({ lang: theirs, ...question }));
  const flow = createFlow(questions);
  const worded = (/** @type {string} */ text) => recall(text, questions, flow.answers(), texts);
  const answers = createAnswers(card, { ...survey, lang }, 'heed_survey_answered');

  /** The order of the options is kept too. @param {Value} open what stands in the question, not sent yet */
  const keep = (open) => {
    const ordered = { ...survey, questions: questions.map((question) => ({ ...question, shuffle: false })) };
    card.keep({ ...action, survey: ordered }, { given: flow.before(), open, at: Date.now() });
  };

  /** @param {Value} [open] what stood in the question on the page before */
  function ask(open) {
    const question = flow.question();
    const field = createField(question, open ?? flow.given() ?? (question.prefill && card.told(question.prefill)), texts);
    /** What a text is in. @param {'text' | 'note'} part */
    const langOf = (part) => question.langs?.[part] ?? question.lang;
    const note = question.note && worded(question.note);
    const optional = question.optional && h('span', { lang }, texts.optional);
    const problem = h('p', { class: 'problem', id: 'problem', role: 'alert' });
    const onwards = button('next', texts.next, true);

    const settle = () => {
      const last = flow.endsWith(field.value());
      onwards.textContent = last ? texts.send : texts.next;
      onwards.dataset.action = last ? 'send' : 'next';
    };
    settle();
    card.show({
      state: 'survey',
      label: texts.feedback,
      title: worded(question.text),
      titleLang: langOf('text'),
      lang,
      dir,
      css: field.css,
      progress: flow.progress(),
      content: [
        h(
          'form',
          { novalidate: true },
          (note || optional) && h('p', { class: 'note', id: 'note', ...spoken(note && langOf('note')) }, note, note && optional && ' · ', optional),
          field.node,
          problem,
          h('footer', {}, button('no-thanks', texts.no), !flow.isFirst() && button('back', texts.back), onwards),
        ),
      ],
      on: {
        input() {
          problem.textContent = '';
          field.node.parentElement?.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
          settle();
          keep(field.value());
        },
        back() {
          flow.back();
          ask();
        },
        submit() {
          const wrong = field.problem();
          if (wrong) {
            problem.textContent = texts[wrong];
            point(field.node);
          } else {
            take(field.value());
          }
        },
      },
    });
  }

  /** @param {import('./types.js').Value} value */
  function take(value) {
    const question = flow.question().id;
    const finished = !flow.answer(value);
    answers.give(question, value, finished);
    if (finished) return answers.thank(worded(survey.thanks), survey.thanks_lang ?? theirs);
    keep(null);
    ask();
  }

  if (begun) flow.follow(begun.given);
  ask(begun?.open);
  return {
    settled: answers.settled,
    refused: answers.refused,
    repeats: (/** @type {Action} */ action) => 'survey' in action && action.survey.name === name,
  };
}

/**
 * Marks what has to be corrected and puts the focus there, which also reads the problem out.
 * @param {HTMLElement} node
 */
function point(node) {
  const inputs = node.matches('input, textarea') ? [node] : [...node.querySelectorAll('input')];
  const shown = /** @type {HTMLElement[]} */ (inputs.filter((input) => input.getClientRects().length > 0));
  const line = shown.find((input) => input.matches('.line')) ?? shown[0];
  for (const input of shown) if (input.matches('.line')) input.setAttribute('aria-invalid', 'true');
  line?.focus();
}
