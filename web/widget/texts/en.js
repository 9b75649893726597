/**
 * English, which is built in: the widget falls back on it, and it says which texts there are. `%n` and `%m` are numbers; a text that counts
 * has a form for each plural category of its language (CLDR).
 * @module
 */
export default {
  lang: 'en',
  feedback: 'Feedback',
  message: 'Message',
  chat: 'Chat with us',
  close: 'Close',
  no: 'No thanks',
  next: 'Next',
  back: 'Back',
  send: 'Send',
  choose: 'Please choose an answer.',
  write: 'Please write your answer.',
  email: 'Please check the e-mail address, for example name@example.com.',
  phone: 'Please check the phone number.',
  other: 'Something else',
  more: 'In your own words',
  agree: 'I agree',
  up: 'Yes',
  down: 'No',
  optional: 'Optional',
  of: '%n of %m',
  stars: /** @type {Partial<Record<Intl.LDMLPluralRule, string>>} */ ({ one: '%n star', other: '%n stars' }),
  thanks: 'Thank you.',
  refused: 'Sorry, your last answer was not saved. The survey has closed or changed.',
  yours: 'Your message',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'Not sent yet. We keep trying.',
  here: 'We are here',
  away: 'Nobody is here right now. Leave your message, we answer here.',
};
