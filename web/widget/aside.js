/**
 * Steps aside for what stands at the edge already: a chat bubble, a cookie banner, a bar of the page, the on-screen keyboard.
 * @module
 */

/**
 * The points of a look: lines parallel to the edge, on each of which the points stand in the gaps of the one before. Further from the
 * window's sides than `sides` only every third counts.
 * @typedef {{depths: number[], apart: number, sides: number}} Net pixels from the edge, between the points of a line, and from the sides
 */

/**
 * Pixels from the edge in which something stands in the way. What is further up may be covered: a card has to stand somewhere. Nothing to
 * press is smaller than half of a mesh: a look misses no disc of 48 px, as bubbles are, and the next one takes the points between.
 * @type {Net}
 */
const NET = { depths: [12, 36, 60, 84, 108], apart: 48, sides: Infinity };

/**
 * The first look's: each point costs the browser a walk through the page's layers, here before the card's first picture. It misses no
 * disc of 48 px either whose middle is 24 to 84 px from the edge and up to 96 px from a side, where chats put them, and no bar of 120 by 40 px.
 * @type {Net}
 */
const GLANCE = { depths: [36, 72], apart: 40, sides: 120 };

/** Milliseconds after which it looks again: right after the first picture, and then for bubbles and banners, which come when they like. */
const [SOON, EVERY] = [100, 1000];

/**
 * Keeps the card clear of what is in its way, between `start` and `stop`.
 * @param {HTMLElement} host
 * @param {HTMLElement} card
 * @param {(work: () => void) => () => void} guard
 */
export function createAside(host, card, guard) {
  let timer = 0;
  /** What the last two looks found; nothing before the first. @type {number[]} */
  let found = [];
  let turn = 0;
  const look = guard(() => {
    const { place, corner = '' } = card.dataset;
    const keyboard = keyboardHeight();
    const atEdge = place === 'corner' || place === 'sheet';
    const top = corner.startsWith('top') && !matchMedia('(width < 480px)').matches;
    turn = 1 - turn;
    const now = atEdge ? takenFrom(top, host, card.getBoundingClientRect(), found.length ? NET : GLANCE, turn) : 0;
    found = [found[1] ?? now, now];
    const taken = Math.max(...found);
    put('--lift', top || place === 'inline' ? taken : Math.max(taken, keyboard));
    put('--room', keyboard && innerHeight - keyboard);
  });

  /** @param {string} name @param {number} pixels 0 for none */
  const put = (name, pixels) =>
    pixels ? card.style.setProperty(name, `${Math.round(pixels)}px`) : card.style.removeProperty(name);

  function again() {
    timer = window.setTimeout(again, EVERY);
    look();
  }

  function rest() {
    clearTimeout(timer);
    removeEventListener('resize', look);
    visualViewport?.removeEventListener('resize', look);
    visualViewport?.removeEventListener('scroll', look);
  }

  return {
    start() {
      rest();
      timer = window.setTimeout(again, SOON);
      addEventListener('resize', look);
      visualViewport?.addEventListener('resize', look);
      visualViewport?.addEventListener('scroll', look);
      look();
    },
    stop() {
      rest();
      found = [];
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
 * @param {Net} net
 * @param {number} turn 0 or 1: which half of the points
 */
function takenFrom(top, host, { left, right }, { depths, apart, sides }, turn) {
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
  for (const depth of depths) {
    turn = 1 - turn;
    for (let x = left + (turn * apart) / 2, nth = 0; x <= right; x += apart, nth++) {
      if (nth % 3 && x > sides && innerWidth - x > sides) continue;
      taken = Math.max(taken, reach(under(x, top ? depth : innerHeight - depth, host)));
    }
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
