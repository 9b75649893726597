/**
 * What comes in, one after the other: a language has to be fetched before something in it can be shown, and what comes meanwhile must
 * not overtake it.
 * @module
 * @import { Pace } from './types.js'
 */
import { fetchTexts, hasTexts } from './texts.js';

/**
 * An empty lane.
 * @param {Object} options
 * @param {Pace} options.pace
 * @param {(lang: string) => void} options.missed a language could not be fetched; its card speaks English
 */
export function createLane({ pace, missed }) {
  let waiting = 0;
  let last = Promise.resolve();

  /** Comes to an end in any case, and in time. @param {string} lang */
  const prepare = (lang) =>
    new Promise((done) => {
      setTimeout(done, pace.words);
      fetchTexts(lang).then(done, () => done(missed(lang)));
    });

  /**
   * Does the work once the texts of the language are there: at once if they are and nobody waits.
   * @param {string} lang BCP 47
   * @param {() => void} work must not throw
   */
  return (lang, work) => {
    if (!waiting && hasTexts(lang)) return work();
    waiting++;
    const ready = prepare(lang);
    last = last
      .then(() => ready)
      .then(() => {
        waiting--;
        work();
      });
  };
}
