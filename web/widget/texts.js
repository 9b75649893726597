/**
 * What the widget says by itself. Everything else comes translated from the collector. English is built in; another language is a file of
 * its own, fetched when something in that language is to be shown.
 * @module
 */
import en from './texts/en.js';

/** @typedef {typeof en} Texts */

/** By language, without script and region. @type {Map<string, Texts>} */
const known = new Map([['en', en]]);

/** Addresses of the other languages' files. */
const addresses = new Map(Object.entries(TEXT_URLS));

/** @param {string} lang */
const base = (lang) => lang.toLowerCase().split('-')[0];

/**
 * The texts of a language, English where there are none, or none yet.
 * @param {string} lang BCP 47
 */
export const textsFor = (lang) => known.get(base(lang)) ?? en;

/**
 * The language that our own words have on a card: its own, or English. Where that is another one, what the site says there is marked as what
 * it is.
 * @param {string} lang BCP 47, the card's
 * @returns {{ours: string, theirs?: string}}
 */
export function tongues(lang) {
  const { lang: ours } = textsFor(lang);
  return ours === base(lang) ? { ours: lang } : { ours, theirs: lang };
}

/**
 * Whether there is nothing to fetch before a card in this language.
 * @param {string} lang BCP 47
 */
export const hasTexts = (lang) => known.has(base(lang)) || !addresses.has(base(lang));

/**
 * Fetches the texts of a language; one that we do not speak has none.
 * @param {string} lang BCP 47
 * @throws {Error} when the file does not come
 */
export async function fetchTexts(lang) {
  const address = addresses.get(base(lang));
  // A module and no data: pages that let the widget in let it in as well, whatever they say about connections.
  if (address) known.set(base(lang), (await import(address)).default);
}

/**
 * A text that counts, in the form that its language has for the number.
 * @param {Texts} texts
 * @param {'stars'} key
 * @param {number} n
 */
export function counted(texts, key, n) {
  const forms = texts[key];
  const form = forms[new Intl.PluralRules(texts.lang).select(n)] ?? forms.other;
  return String(form).replace('%n', String(n));
}

/** The languages that are written from right to left, as in collector/survey/language.go. */
const LEFTWARDS = 'ar arc ckb dv fa he iw ks ps sd ug ur yi'.split(' ');

/**
 * The direction a language is written in.
 * @param {string} lang BCP 47
 * @returns {'ltr' | 'rtl'}
 */
export const directionOf = (lang) => (LEFTWARDS.includes(base(lang)) ? 'rtl' : 'ltr');

/**
 * The attributes of a text that may be in another language than the card, so that it is pronounced as what it is (WCAG 3.1.2).
 * @param {string} [lang] BCP 47
 */
export const spoken = (lang) => ({ lang, dir: lang ? directionOf(lang) : 'auto' });
