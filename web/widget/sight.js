/**
 * Whether the visitor has come to where the card is. One that stands in an element of the page may be below the fold.
 * @module
 */

/** The shares of the card at which the browser says how much of it is in view: every tenth. */
const SHARES = Array.from({ length: 11 }, (_, n) => n / 10);

/**
 * @param {HTMLElement} card
 * @param {<A extends unknown[]>(work: (...given: A) => void) => (...given: A) => void} guard
 */
export function createSight(card, guard) {
  /** @type {IntersectionObserver | undefined} */
  let watch;
  const stop = () => watch?.disconnect();
  return {
    /**
     * Calls once half of the card, or of the window where that is smaller, is in view. A card that is put away has no height.
     * @param {() => void} seen
     */
    wait(seen) {
      stop();
      watch = new IntersectionObserver(
        guard((/** @type {IntersectionObserverEntry[]} */ entries) => {
          const { intersectionRect, boundingClientRect } = entries[entries.length - 1];
          if (!intersectionRect.height || intersectionRect.height * 2 < Math.min(boundingClientRect.height, innerHeight)) return;
          stop();
          seen();
        }),
        { threshold: SHARES },
      );
      watch.observe(card);
    },
    stop,
  };
}
