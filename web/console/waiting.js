/**
 * How many visitors wait for an answer: in the navigation, and in the title, which is seen when the page is not.
 * @module
 * @import { Stream } from './stream.js'
 */

/** @param {Stream} stream */
export function startWaiting(stream) {
  const title = document.body.dataset.title;
  stream.on('waiting', (/** @type {{count: number}} */ { count }) => {
    for (const badge of document.querySelectorAll('[data-waiting]')) {
      badge.toggleAttribute('hidden', count === 0);
      const number = badge.querySelector('b');
      if (number) number.textContent = String(count);
    }
    if (title) document.title = count ? `(${count}) ${title}` : title;
  });
}
