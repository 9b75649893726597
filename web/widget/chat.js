/**
 * A conversation with an operator: the log, the composer, and what became of each message.
 * @module
 * @import { Action, Card, ChatAction, Said, Talk } from './types.js'
 */
import { button, h } from './dom.js';
import { directionOf, spoken, textsFor, tongues } from './texts.js';
import chatCss from './chat.css';
import lineCss from './questions/line.css';

/** Characters; even written in three bytes each, it fits the 16 KiB of a frame. */
const LONGEST = 4000;

/**
 * A conversation in the card, with everything that was said so far.
 * @param {Card} card
 * @param {ChatAction} action
 * @returns {Talk}
 */
export function openChat(card, action) {
  const { conversation } = action;
  const texts = textsFor(card.lang);
  const { ours, theirs } = tongues(card.lang);
  const time = clock(card.lang);

  /** Ids in the log, so that a line that comes twice appears once. @type {Set<string>} */
  const heard = new Set();
  /** Sent, and not confirmed yet; oldest first. @type {{id: string | void, text: string, mark: (state: Mark) => void}[]} */
  let pending = [];
  let replied = Boolean(action.resumed);

  const presence = h('p', { class: 'presence', 'data-available': String(action.available) }, action.available ? texts.here : texts.away);
  const lines = h('div', { class: 'lines' });
  const log = h('div', { class: 'log', role: 'log', 'aria-label': texts.chat, tabindex: 0 }, lines);
  const text = h('textarea', { class: 'line', name: 'text', rows: 1, maxlength: LONGEST, 'aria-label': texts.yours, placeholder: texts.yours, dir: 'auto' });
  const leave = h('footer', { hidden: replied }, button('no-thanks', texts.no));
  const composer = h('form', { class: 'composer', novalidate: true }, text, button('send', texts.send, true));

  /** @typedef {'pending' | 'sent' | 'failed'} Mark */

  /**
   * Adds a line to the log.
   * @param {Said['from']} from @param {string} words @param {string} caption @param {string} [lang] of the words, where it is known
   * @returns {(caption: string, state: Mark) => void} changes the line under it
   */
  function write(from, words, caption, lang) {
    const foot = h('small', {}, caption);
    const line = h('div', { class: `said ${from}` }, h('p', spoken(lang), words), foot);
    lines.append(line);
    return (next, state) => {
      foot.textContent = next;
      line.dataset.mark = state;
    };
  }

  /** @param {Said} said @param {boolean} there whether the one who said it is there to answer */
  function hear(said, there) {
    if (heard.has(said.id)) return;
    heard.add(said.id);
    if (said.from === 'visitor' && confirm(said)) return;
    if (there && said.from === 'operator') {
      presence.textContent = said.name || texts.here;
      presence.dataset.available = 'true';
    }
    const at = time.format(said.at);
    write(said.from, said.text, said.name ? `${said.name} · ${at}` : at);
  }

  /** The collector has it: by id where the tag told us the id, else the oldest with these words. @param {Said} said */
  function confirm({ id, text: words }) {
    const mine = pending.find((each) => each.id === id) ?? pending.find((each) => !each.id && each.text === words);
    mine?.mark('sent');
    pending = pending.filter((each) => each !== mine);
    return mine !== undefined;
  }

  function send() {
    const words = text.value.trim();
    if (!words) return text.focus();
    const caption = write('visitor', words, '');
    const captions = { pending: texts.sending, sent: texts.sent, failed: texts.failed };
    const mark = (/** @type {Mark} */ state) => caption(captions[state], state);
    mark('pending');
    const mine = { id: card.send({ t: 'chat', conversation, text: words }), text: words, mark };
    pending.push(mine);
    card.later(() => pending.includes(mine) && mark('failed'), card.pace.unsent);
    card.emit('chat', { state: 'message', conversation, from: 'visitor' });
    replied = leave.hidden = true;
    text.value = '';
    text.focus();
    log.scrollTop = 0; // the end: the style turns the log round, so that it stays there as it grows
  }

  const open = () =>
    card.show({
      state: 'chat',
      label: texts.chat,
      title: texts.chat,
      lang: ours,
      dir: directionOf(card.lang),
      css: lineCss + chatCss,
      content: [presence, log, composer, leave],
      focus: text,
      on: { submit: send },
    });

  if (action.greeting) write('operator', action.greeting, '', action.greeting_lang ?? theirs);
  for (const said of action.history) hear(said, action.available);
  open();
  card.emit('chat', { state: 'opened', conversation, decision: card.decision }, 'heed_chat_opened');
  return {
    conversation,
    open,
    hear(said) {
      hear(said, true);
      if (said.from === 'operator') card.emit('chat', { state: 'message', conversation, from: 'operator' });
    },
    settled: () => replied,
    repeats(/** @type {Action} */ again) {
      if (again.type !== 'chat' || again.conversation !== conversation) return false;
      for (const said of again.history) hear(said, again.available);
      return true;
    },
  };
}

/**
 * How the time of day is written in a language: the browser's own, where a page says that it is in one that cannot be.
 * @param {string} lang
 */
function clock(lang) {
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { hour: 'numeric', minute: '2-digit' };
  try {
    return new Intl.DateTimeFormat(lang, form);
  } catch {
    return new Intl.DateTimeFormat(undefined, form);
  }
}
