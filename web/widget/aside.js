/**
 * Steps aside for what stands at the edge already: a chat bubble, a cookie banner, a bar of the page, the on-screen keyboard.
 * @module
 */

/**
 * Pixels between the points that are looked at; nothing to press is smaller than that. One look takes every second of them, as on a
 * chessboard, and misses no disc of twice the step, as bubbles are; the next look takes the others. Each point costs the browser a walk
 * through the page's layers, before the card's first picture too.
 */
const STEP = 24;

/** Pixels from the edge in which something stands in the way. What is further up may be covered: a card has to stand somewhere. */
const DEPTH = 120;

/** Milliseconds after which it looks again: bubbles and banners come when they like. */
const EVERY = 1000;

/**
 * Keeps the card clear of what is in its way, between `start` and `stop`.
 * @param {HTMLElement} host
 * @param {HTMLElement} card
 * @param {(work: () => void) => () => void} guard
 */
export function createAside(host, card, guard) {
  let timer = 0;
  /** What the last looks found, at every second point each. */
  let found = [0, 0];
  let turn = 0;
  const look = guard(() => {
    const { place, corner = '' } = card.dataset;
    const keyboard = keyboardHeight();
    const atEdge = place === 'corner' || place === 'sheet';
    const top = corner.startsWith('top') && !matchMedia('(width < 480px)').matches;
    turn = 1 - turn;
    found[turn] = atEdge ? takenFrom(top, host, card.getBoundingClientRect(), turn) : 0;
    const taken = Math.max(...found);
    put('--lift', top || place === 'inline' ? taken : Math.max(taken, keyboard));
    put('--room', keyboard && innerHeight - keyboard);
  });

  /** @param {string} name @param {number} pixels 0 for none */
  const put = (name, pixels) =>
    pixels ? card.style.setProperty(name, `${Math.round(pixels)}px`) : card.style.removeProperty(name);

  function rest() {
    clearInterval(timer);
    removeEventListener('resize', look);
    visualViewport?.removeEventListener('resize', look);
    visualViewport?.removeEventListener('scroll', look);
  }

  return {
    start() {
      rest();
      timer = window.setInterval(look, EVERY);
      addEventListener('resize', look);
      visualViewport?.addEventListener('resize', look);
      visualViewport?.addEventListener('scroll', look);
      look();
    },
    stop() {
      rest();
      found = [0, 0];
    },
  };
}

/** Pixels that an on-screen keyboard covers. A page that is only zoomed into has none. */
function keyboardHeight() {
  if (!visualViewport || visualViewport.scale > 1.01) return 0;
  return Math.max(0, innerHeight - visualViewport.height - visualViewport.offsetTop);
}

/**
 * Pixels from the upper or lower edge that something fixed to the window takes where the card would stand.
 * @param {boolean} top
 * @param {HTMLElement} host
 * @param {DOMRect} card of which only left and right count
 * @param {number} turn 0 or 1: which half of the points
 */
function takenFrom(top, host, { left, right }, turn) {
  /** Looked at before. @type {Map<Element, number>} */
  const known = new Map();
  /** @param {Element | null} element @returns {number} */
  const reach = (element) => {
    if (!element) return 0;
    let found = known.get(element);
    if (found === undefined) {
      found = fixedReach(element, top) || reach(element.parentElement ?? hostOf(element));
      known.set(element, found);
    }
    return found;
  };
  let taken = 0;
  for (let depth = STEP / 2; depth < DEPTH; depth += STEP) {
    turn = 1 - turn;
    for (let x = left + turn * STEP; x <= right; x += 2 * STEP) taken = Math.max(taken, reach(under(x, top ? depth : innerHeight - depth, host)));
  }
  return taken;
}

/**
 * How far from the edge an element reaches if it is fixed there, else 0. What takes half of the window is the page.
 * @param {Element} element
 * @param {boolean} top
 */
function fixedReach(element, top) {
  if (!/fixed|sticky/.test(getComputedStyle(element).position)) return 0;
  const box = element.getBoundingClientRect();
  if (!box.height || box.height > innerHeight / 2) return 0;
  return top ? box.bottom : innerHeight - box.top;
}

/** The page's element at a point, also in the open shadow root of a component. @param {number} x @param {number} y @param {HTMLElement} host */
function under(x, y, host) {
  let element = document.elementsFromPoint(x, y).find((each) => each !== host) ?? null;
  let inner = element?.shadowRoot?.elementFromPoint(x, y);
  while (inner && inner !== element) {
    element = inner;
    inner = element.shadowRoot?.elementFromPoint(x, y);
  }
  return element;
}

/** @param {Element} element */
function hostOf(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
