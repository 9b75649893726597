/**
 * A message, perhaps with a link to what helps.
 * @module
 * @import { Action, Card, MessageAction, View } from './types.js'
 */
import { button, h } from './dom.js';
import { directionOf, spoken, textsFor, tongues } from './texts.js';

/**
 * A message in the card.
 * @param {Card} card
 * @param {MessageAction} action
 * @returns {View}
 */
export function openMessage(card, { title, text, cta, langs = {} }) {
  const texts = textsFor(card.lang);
  const { ours, theirs } = tongues(card.lang);
  const href = cta && safeUrl(cta.url);
  let followed = false;
  card.show({
    state: 'message',
    label: texts.message,
    title: title || text,
    titleLang: (title ? langs.title : langs.text) ?? theirs,
    lang: ours,
    dir: directionOf(card.lang),
    content: [
      title ? h('p', { class: 'text', ...spoken(langs.text ?? theirs) }, text) : '',
      h('footer', {}, button('no-thanks', texts.no), href && h('a', { class: 'primary', href, 'data-action': 'cta', ...spoken(langs.cta ?? theirs) }, cta.text)),
    ].filter((node) => node instanceof Node),
    on: {
      cta() {
        followed = true;
        card.later(card.close, 0); // after the browser has followed the link
      },
    },
  });
  return {
    settled: () => followed,
    repeats: (/** @type {Action} */ action) => action.type === 'message' && action.text === text,
  };
}

/**
 * The address if it leads to a web page, else ''. A `javascript:` address would run in the page's name.
 * @param {string} url absolute, or relative to the page
 */
function safeUrl(url) {
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return protocol === 'https:' || protocol === 'http:' ? href : '';
  } catch {
    return '';
  }
}
