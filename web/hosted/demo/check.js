/** Whether what was typed into a field of the checkout can be right. */

/** @type {Record<string, (text: string, now: Date) => boolean>} by the input's id; any other input must only not be empty */
const checks = {
  postcode: (text) => /^[a-z0-9](?:[ -]?[a-z0-9]){2,8}$/i.test(text),
  card: (text) => /^[\d ]{13,23}$/.test(text) && luhn(text.replaceAll(' ', '')),
  expiry: (text, now) => isFutureMonth(text, now),
  cvc: (text) => /^\d{3,4}$/.test(text),
};

/**
 * Whether the input holds something that can be right.
 * @param {HTMLInputElement} input
 * @param {Date} now
 * @returns {boolean}
 */
export function check(input, now) {
  const text = input.value.trim();
  return text !== '' && input.validity.valid && (checks[input.id]?.(text, now) ?? true);
}

/**
 * The check digit of card numbers, ISO/IEC 7812-1 annex B.
 * @param {string} digits
 */
function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return sum % 10 === 0;
}

/**
 * Whether MM/YY is this month or later: a card is good until the end of its month.
 * @param {string} text
 * @param {Date} now
 */
function isFutureMonth(text, now) {
  const parts = /^(0[1-9]|1[0-2]) ?\/ ?(\d\d)$/.exec(text);
  if (!parts) return false;
  return 2000 + Number(parts[2]) > now.getFullYear() || (2000 + Number(parts[2]) === now.getFullYear() && Number(parts[1]) > now.getMonth());
}
