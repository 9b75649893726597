/**
 * From a question's type to the control that answers it.
 * @module
 * @import { Field, Question, Value } from '../types.js'
 * @import { Texts } from '../texts.js'
 */
import { choiceField } from './choice.js';
import { consentField, entryField } from './entry.js';
import { scaleField, thumbsField } from './scale.js';

/** @type {Record<Question['type'], (question: Question, given: Value | undefined, texts: Texts) => Field>} */
const FIELDS = {
  nps: scaleField,
  csat: scaleField,
  ces: scaleField,
  rating: scaleField,
  thumbs: thumbsField,
  choice: choiceField,
  choices: choiceField,
  text: entryField,
  email: entryField,
  phone: entryField,
  consent: consentField,
};

/**
 * The control for a question, filled with the answer given before.
 * @param {Question} question
 * @param {Value | undefined} given
 * @param {Texts} texts
 * @throws {Error} on a type this widget does not know
 */
export function createField(question, given, texts) {
  const field = FIELDS[question.type];
  if (!field) throw new Error(`survey: unknown question type ${question.type}`);
  return field(question, given, texts);
}
