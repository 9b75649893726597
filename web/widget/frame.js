/**
 * The card: a labelled region in a shadow root, with a heading, a way out and whatever a view puts in. It never takes the focus by
 * itself, never keeps it, and gives it back; unless it is a modal dialog, which is there to be answered or closed.
 * @module
 * @import { Face, Look, Tab } from './types.js'
 */
import { createAside } from './aside.js';
import { h, icon } from './dom.js';
import { createPlace } from './place.js';
import { createSight } from './sight.js';
import { createTab } from './tab.js';
import { spoken, textsFor } from './texts.js';
import baseCss from './base.css';
import cardCss from './card.css';
import placesCss from './places.css';
import tabCss from './tab.css';

/** The styles that lie over one another: that of every face, the tab's, that of the kind that is shown, and a site's. */
const [OURS, TAB, KIND, THEIRS] = [0, 1, 2, 3];

const CROSS = 'M6 6l12 12M18 6L6 18';

/** Milliseconds a live region has to be in the page before screen readers notice what is put into it. */
const SETTLE = 100;

class HeedWidget extends HTMLElement {}

/**
 * Puts `<heed-widget>` into the page, closed.
 * @param {Object} options
 * @param {string} options.nonce
 * @param {string} [options.mark] stands above every face
 * @param {(reason: 'close' | 'no_thanks' | 'escape') => void} options.dismiss
 * @param {<A extends unknown[]>(work: (...given: A) => void) => (...given: A) => void} options.guard
 * @param {(work: () => void, ms: number) => void} options.later
 */
export function createFrame({ nonce, mark, dismiss, guard, later }) {
  if (!customElements.get('heed-widget')) customElements.define('heed-widget', HeedWidget);
  const host = document.createElement('heed-widget');
  const root = host.attachShadow({ mode: 'open' });
  const card = h('section', { class: 'card skin', part: 'card', hidden: true });
  const live = h('div', { class: 'unseen', role: 'status' });
  const dress = dresser(root, nonce);
  dress(OURS, baseCss + cardCss + placesCss);
  root.append(card, live);
  const place = createPlace(host, root, card, guard(() => dismiss('escape')));
  const aside = createAside(host, card, guard);
  const sight = createSight(card, guard);

  /** @type {Face | undefined} */
  let face;
  /** Where the focus was in the page before it came to us. @type {EventTarget | null} */
  let cameFrom = null;
  /** What the feedback tab wears; a survey's own theme is for its card alone. @type {string | undefined} */
  let tabLook;

  /** @param {Face} shown */
  const announce = (shown) =>
    later(() => {
      if (face !== shown) return;
      live.lang = shown.lang;
      live.replaceChildren(`${shown.label}: `, h('span', spoken(shown.titleLang), shown.title));
    }, SETTLE);

  /** @param {'click' | 'submit' | 'input' | 'keydown' | 'keyup' | 'keypress' | 'focusin'} type @param {(event: any) => void} work */
  const on = (type, work) => root.addEventListener(type, guard(work));
  on('click', (/** @type {MouseEvent} */ event) => {
    const action = /** @type {Element} */ (event.target).closest('[data-action]')?.getAttribute('data-action');
    if (action === 'close') dismiss('close');
    else if (action === 'no-thanks') dismiss('no_thanks');
    else if (action) face?.on?.[action]?.();
  });
  on('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    face?.on?.submit?.();
  });
  on('input', () => face?.on?.input?.());
  on('keydown', (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation(); // the page's shortcuts would see a key pressed on a plain element
    // Of an input method, such as for Japanese. Safari has ended it by the time of the key that does so, and says that by its code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') dismiss('escape');
    if (event.key === 'Enter' && !event.shiftKey && isComposer(event.target)) {
      event.preventDefault();
      face?.on?.submit?.();
    }
  });
  on('keyup', (/** @type {Event} */ event) => event.stopPropagation());
  on('keypress', (/** @type {Event} */ event) => event.stopPropagation());
  on('focusin', (/** @type {FocusEvent} */ event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) cameFrom = event.relatedTarget;
  });

  host.dataset.state = 'closed';

  return {
    /** Where the next face, and those that follow it, appear, and in what. @param {Look} [look] */
    settle(look) {
      sight.stop();
      place.choose(look);
      dress(THEIRS, look?.css);
    },
    /** Shows a face in place of the one before. @param {Face} next */
    show(next) {
      const inside = root.activeElement !== null;
      face = next;
      dress(KIND, next.css);
      const title = h('h2', { id: 'title', tabindex: -1, ...spoken(next.titleLang) }, next.title);
      card.replaceChildren(mark ? h('p', { class: 'mark', lang: 'en' }, mark) : '', header(next, title), ...next.content);
      card.lang = next.lang;
      card.dir = next.dir;
      card.setAttribute('aria-label', next.label);
      card.hidden = false;
      host.dataset.state = next.state;
      place.take();
      aside.start();
      card.scrollTop = 0;
      if (inside || place.isModal()) (next.focus ?? title).focus();
      else announce(next);
    },
    close() {
      const inside = root.activeElement !== null;
      face = undefined;
      card.hidden = true;
      card.replaceChildren();
      live.textContent = '';
      host.dataset.state = 'closed';
      aside.stop();
      place.leave();
      if (tabLook !== undefined) dress(THEIRS, tabLook);
      if (inside && cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    },
    /**
     * Puts the feedback tab there, once: it comes again with every connection.
     * @param {Tab} tab @param {string} lang BCP 47 @param {() => void} press
     */
    tab(tab, lang, press) {
      if (root.querySelector('.tab')) return;
      tabLook = tab.css ?? '';
      dress(TAB, tabCss);
      if (!face) dress(THEIRS, tabLook); // or when the card is put away
      const button = createTab(tab, lang);
      button.addEventListener('click', guard(() => {
        cameFrom = button;
        press();
      }));
      root.append(button);
    },
    attached: () => host.isConnected,
    /** Whether it stands in the page, where the visitor may not have come yet. */
    isInline: place.isInline,
    /** Calls once the visitor can see it, unless it is closed or replaced before. */
    whenSeen: sight.wait,
    remove() {
      aside.stop();
      host.remove();
    },
  };
}

/** @param {Face} face @param {HTMLElement} title */
function header(face, title) {
  const texts = textsFor(face.lang);
  const close = h('button', { type: 'button', class: 'close', 'data-action': 'close', 'aria-label': texts.close }, icon(CROSS));
  const { progress } = face;
  const step = progress && texts.of.replace('%n', String(progress.value)).replace('%m', String(progress.max));
  return h(
    'header',
    {},
    progress && progress.max > 1 && h('progress', { ...progress, 'aria-label': step, title: step }),
    title,
    close,
  );
}

/** @param {EventTarget | null} target */
const isComposer = (target) => target instanceof HTMLTextAreaElement && target.name === 'text' && target.closest('.composer') !== null;

/**
 * Gives the root its styles, as sheets where the browser lets a script make them.
 * @param {ShadowRoot} root
 * @param {string} nonce
 * @returns {(layer: number, css?: string) => void}
 */
function dresser(root, nonce) {
  const worn = ['', '', '', ''];
  const put = 'adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype ? adopted(root, worn.length) : written(root, worn.length, nonce);
  // A style takes its time to be read, also the one that is worn already.
  return (layer, css = '') => {
    if (css !== worn[layer]) put(layer, (worn[layer] = css));
  };
}

/** @param {ShadowRoot} root @param {number} layers */
function adopted(root, layers) {
  const sheets = Array.from({ length: layers }, () => new CSSStyleSheet());
  root.adoptedStyleSheets = sheets;
  return (/** @type {number} */ layer, /** @type {string} */ css) => sheets[layer].replaceSync(css);
}

/** @param {ShadowRoot} root @param {number} layers @param {string} nonce */
function written(root, layers, nonce) {
  const styles = Array.from({ length: layers }, () => h('style', { nonce: nonce || undefined }));
  root.append(...styles);
  return (/** @type {number} */ layer, /** @type {string} */ css) => void (styles[layer].textContent = css);
}
