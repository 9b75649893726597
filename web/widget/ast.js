/**
 * Conditions of the form the collector sends: it has parsed and checked the expression, the page only evaluates it.
 * @module
 * @import { Ast, Value } from './types.js'
 */

/** @type {Record<string, (a: any, b: any) => boolean>} */
const COMPARE = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  // Without an answer nothing is greater or smaller; JavaScript would read null as 0.
  '>': (a, b) => typeof a === typeof b && a > b,
  '>=': (a, b) => typeof a === typeof b && a >= b,
  '<': (a, b) => typeof a === typeof b && a < b,
  '<=': (a, b) => typeof a === typeof b && a <= b,
  in: (a, b) => Array.isArray(b) && b.includes(a),
};

/**
 * Evaluates a condition over the answers so far.
 * @param {Ast} ast
 * @param {Record<string, Value>} answers by question id
 * @returns {unknown} a boolean for every operator
 * @throws {Error} on an operator it does not know
 */
export function evaluate(ast, answers) {
  if (!Array.isArray(ast)) return ast;
  const [operator, ...operands] = ast;
  const side = (/** @type {number} */ i) => evaluate(/** @type {Ast} */ (operands[i]), answers);
  switch (operator) {
    case 'answer':
      return Object.hasOwn(answers, String(operands[0])) ? plain(answers[String(operands[0])]) : null;
    case '!':
      return !side(0);
    case '&&':
      return operands.every((_, i) => side(i));
    case '||':
      return operands.some((_, i) => side(i));
    case 'in':
      // What is searched is an answer or a list of literals, which has no operator in front.
      return COMPARE.in(side(0), isAnswer(operands[1]) ? side(1) : operands[1]);
  }
  const compare = COMPARE[String(operator)];
  if (!compare) throw new Error(`show_if: unknown operator ${operator}`);
  return compare(side(0), side(1));
}

/** @param {unknown} ast */
const isAnswer = (ast) => Array.isArray(ast) && ast[0] === 'answer' && ast.length === 2;

/**
 * Conditions speak of the option `other`; what the visitor wrote there is no concern of theirs.
 * @param {Value} value
 * @returns {unknown}
 */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  return value !== null && typeof value === 'object' ? 'other' : value;
}
