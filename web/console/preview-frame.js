/**
 * A preview: an action as a visitor would get it, by the very widget, at the width of a phone or a desktop, in light or dark. It lives in a
 * frame of its own (stage.js), where no style of the console reaches it. The template «preview-frame» is its markup, and any page may have it.
 * @module
 */

/**
 * What a preview shows.
 * @typedef {Object} Shown
 * @property {object | null} action as the widget takes it, in the form that the collector presents it; null for nothing
 * @property {string} lang of whoever looks on, BCP 47
 * @property {object} [look] where it appears, as the widget takes it
 * @property {object} [tab] the feedback tab that opens it, as the widget takes it; without one it is there at once
 */

/**
 * Starts a preview. What stands in its data-shown is shown from the beginning.
 * @param {HTMLElement} place the element of the template
 * @returns {(shown: Shown) => void} shows something else
 */
export function startPreviewFrame(place) {
  const frame = /** @type {HTMLIFrameElement} */ (place.querySelector('iframe'));
  /** @type {Shown | undefined} */
  let latest = place.dataset.shown && JSON.parse(place.dataset.shown);
  const tell = () => void (latest && frame.contentWindow?.postMessage(latest, location.origin));
  addEventListener('message', ({ data, source, origin }) => {
    if (data === 'ready' && source === frame.contentWindow && origin === location.origin) tell();
  });
  tell(); // the frame may have been ready before us
  startLook(place, frame);
  return (shown) => {
    latest = shown;
    tell();
  };
}

/**
 * Makes the frame as large as its room, whatever width it has itself, and the room as large as the screen when that is asked for.
 * @param {HTMLElement} place
 * @param {HTMLIFrameElement} frame
 */
function startLook(place, frame) {
  const room = /** @type {HTMLElement} */ (frame.parentElement);
  const larger = /** @type {HTMLElement} */ (place.querySelector('[data-larger]'));
  new ResizeObserver(() => {
    frame.style.scale = String(Math.min(room.clientWidth / frame.offsetWidth, room.clientHeight / frame.offsetHeight));
  }).observe(room);
  larger.hidden = !document.fullscreenEnabled;
  larger.addEventListener('click', () => room.requestFullscreen());
}
