/**
 * Shows times in the reader's own zone and language: rows that are news as «3 min ago», all others as date and time.
 * @module
 */

const full = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** Older than this a date says more than a distance. */
const RECENT = 12 * 60 * 60 * 1000;
const REFRESH = 20 * 1000;

/** Writes all times now, and keeps the relative ones true. */
export function startTimes() {
  localise(document.body);
  setInterval(() => localise(document.body), REFRESH);
}

/**
 * Writes the times of an element and of everything in it.
 * @param {Element} root
 */
export function localise(root) {
  for (const element of root.querySelectorAll('time[datetime]')) {
    const at = new Date(element.getAttribute('datetime') ?? '');
    if (Number.isNaN(at.getTime())) continue;
    const text = element.hasAttribute('data-ago') ? ago(at, new Date()) : full.format(at);
    if (element.textContent !== text) element.textContent = text;
    element.setAttribute('title', exact.format(at));
  }
}

/**
 * How long ago, in words.
 * @param {Date} at
 * @param {Date} now
 */
function ago(at, now) {
  const passed = now.getTime() - at.getTime();
  if (passed > RECENT) return full.format(at);
  if (passed < 10_000) return 'now';
  if (passed < 60_000) return relative.format(-Math.round(passed / 1000), 'second');
  if (passed < 3_600_000) return relative.format(-Math.round(passed / 60_000), 'minute');
  return relative.format(-Math.round(passed / 3_600_000), 'hour');
}
