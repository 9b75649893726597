/**
 * Acts that wait for their turn: until the card is free, the moment is good and their place is there, or until it is too late for them.
 * @module
 * @import { Act, Pace } from './types.js'
 */
import { watchMoment } from './moment.js';
import { hasPlace } from './place.js';

/**
 * Whether an act must not appear any more.
 * @param {Act} act
 */
export const expired = (act) => act.until !== undefined && performance.now() > act.until;

/**
 * An empty queue.
 * @param {Object} options
 * @param {() => boolean} options.free whether nothing is on display
 * @param {(act: Act) => void} options.show
 * @param {(act: Act, reason: 'busy' | 'expired') => void} options.drop
 * @param {(work: () => void, ms: number) => void} options.later
 * @param {Pace} options.pace
 */
export function createQueue({ free, show, drop, later, pace }) {
  /** @type {Act[]} */
  let waiting = [];
  /** Set exactly while something waits. @type {ReturnType<typeof watchMoment> | undefined} */
  let moment;

  const due = () => (free() && moment?.good() ? waiting.find((act) => hasPlace(act.look)) : undefined);

  function look() {
    const late = waiting.filter(expired); // asked once: a moment later it may be more of them
    waiting = waiting.filter((act) => !late.includes(act));
    for (const act of late) drop(act, free() ? 'expired' : 'busy');
    for (let next = due(); next; next = due()) {
      const act = next;
      waiting = waiting.filter((each) => each !== act);
      show(act);
    }
    if (waiting.length) later(look, pace.look);
    else clear();
  }

  function clear() {
    waiting = [];
    moment?.stop();
    moment = undefined;
  }

  return {
    /** @param {Act} act */
    add(act) {
      if (!waiting.includes(act)) waiting.push(act);
      if (moment) return;
      moment = watchMoment(pace.idle);
      look();
    },
    clear,
  };
}
