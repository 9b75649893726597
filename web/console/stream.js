/**
 * The live stream: one EventSource a page. The browser connects again by itself; the collector then repeats what the page shows,
 * so that nothing is missed, and the page knows by id what it has.
 * @module
 */

/**
 * @typedef {Object} Stream
 * @property {<T>(name: string, take: (data: T) => void) => void} on  data is the JSON of console_rows.go
 */

/**
 * Opens the stream. Without an address (a page before sign-in) nothing ever arrives.
 * @param {string | undefined} address
 * @returns {Stream}
 */
export function openStream(address) {
  if (!address) return { on() {} };
  const source = new EventSource(address);
  const state = document.getElementById('stream-state');
  /** @param {'open' | 'lost'} value @param {string} words */
  const show = (value, words) => {
    if (!state || state.dataset.state === value) return;
    state.dataset.state = value;
    state.textContent = words;
  };
  source.addEventListener('open', () => show('open', 'Listening'));
  source.addEventListener('error', () => {
    // A closed source does not come again: the sign-in has ended, or the collector is too old for this page.
    show('lost', source.readyState === EventSource.CLOSED ? 'Stopped: reload the page' : 'Connection lost, trying again');
  });
  return {
    on(name, take) {
      source.addEventListener(name, (event) => take(JSON.parse(event.data)));
    },
  };
}
