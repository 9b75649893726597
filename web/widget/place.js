/**
 * Where the card stands: in a corner, along the lower edge, before the page as a modal dialog, or in an element of the page.
 * @module
 * @import { Look } from './types.js'
 */
import { h } from './dom.js';

/**
 * Whether the page has what a look asks for. What is meant for an element waits until it is there.
 * @param {Look} [look]
 */
export const hasPlace = (look) => look?.place !== 'inline' || find(look) !== null;

/**
 * The place of the card in its host; it begins in the corner.
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 * @param {HTMLElement} card
 * @param {() => void} cancel the visitor wants out of the dialog in a way that is no key, such as a gesture
 */
export function createPlace(host, root, card, cancel) {
  const dialog = h('dialog', { class: 'veil', 'aria-labelledby': 'title' });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    cancel();
  });
  /** @type {Look} */
  let look = {};

  /** Lets go of the top layer and of the page's element. */
  function leave() {
    if (dialog.open) dialog.close();
    if (host.popover && host.isConnected) host.hidePopover();
    if (dialog.isConnected) {
      root.prepend(card);
      dialog.remove();
    }
    host.removeAttribute('data-place');
  }

  /** Stands in the page, behind the body: there Tab from the page arrives last, and it stays when a page puts another body in place. */
  const goHome = () => host.parentElement !== document.documentElement && document.documentElement.append(host);

  /** Lifts the element into the top layer: no z-index, transform or overflow of the page reaches it there. */
  function rise() {
    if (!host.showPopover || host.matches(':popover-open')) return;
    host.popover = 'manual';
    host.showPopover();
  }

  function bar() {
    if (dialog.matches(':modal')) return;
    root.append(dialog);
    dialog.append(card);
    dialog.close();
    dialog.showModal();
  }

  goHome();
  return {
    /** What is shown next stands there. @param {Look} [next] */
    choose(next = {}) {
      leave();
      look = next;
    },
    /** Takes the place, or keeps it. */
    take() {
      const slot = find(look);
      const place = look.place === 'inline' && !slot ? 'corner' : (look.place ?? 'corner');
      card.dataset.place = place;
      card.dataset.corner = place === 'corner' ? (look.corner ?? '') : '';
      if (!slot) goHome();
      else if (host.parentElement !== slot) slot.append(host);
      if (slot) host.dataset.place = place;
      else if (place === 'modal') bar();
      else rise();
    },
    /** The card is put away. */
    leave() {
      leave();
      if (host.isConnected) goHome();
    },
    isModal: () => look.place === 'modal',
    isInline: () => card.dataset.place === 'inline',
  };
}

/** @param {Look} look @returns {Element | null} */
function find({ into }) {
  try {
    return into ? document.querySelector(into) : null;
  } catch {
    return null; // no selector after all
  }
}
