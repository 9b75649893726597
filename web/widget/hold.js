/**
 * What a visitor has begun goes on in one page at a time: a tab that was duplicated, or opened by a script of the page, has a copy of it, and
 * would write over what is answered in the first.
 * @module
 */

/** How long, in ms, a page waits for the one before it to let go: browsers end the one while they begin the other. */
const LETS_GO = 1000;

/** Holds nothing yet. */
export function createHold() {
  let held = '';
  let free = () => {};

  function letGo() {
    held = '';
    free();
  }
  // A page in the back/forward cache holds nothing, and with a lock it would not get there.
  addEventListener('pagehide', letGo);

  return {
    /**
     * Holds what a decision began, in place of what was held before.
     * @param {string} decision
     * @returns {Promise<boolean>} false when another page holds it. Where there are no locks, as without https, nobody knows of another page
     */
    take(decision) {
      return new Promise((done) => {
        if (held === decision || !navigator.locks) return done(true);
        letGo();
        held = decision;
        /** @returns {Promise<void> | undefined} for as long as it is pending, the lock is ours */
        const granted = () => {
          done(true);
          if (held === decision) return new Promise((end) => (free = end));
        };
        navigator.locks
          .request(`heed ${decision}`, { signal: AbortSignal.timeout?.(LETS_GO) }, granted)
          .catch(({ name }) => done(name !== 'TimeoutError'));
      });
    },
    letGo,
    end() {
      removeEventListener('pagehide', letGo);
      letGo();
    },
  };
}
