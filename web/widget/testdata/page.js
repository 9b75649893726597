/**
 * Stands where the tag stands: mounts the widget and keeps what it says. Settings come in the page's address.
 * @module
 */
const settings = new URLSearchParams(location.search);
const { mount } = await import(/** @type {string} */ (settings.get('widget')));
const hostile = settings.get('css');
if (hostile) document.querySelector('link[rel=stylesheet]').href = hostile;

// The stay began in the millisecond 1000 of Unix time.
const page = { who: ['v1', '00000000-03e8-7000-8000-000000000000'], sent: [], told: [], kept: undefined, keys: [], errors: [] };
for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
  addEventListener(type, (event) => page.errors.push(`${type}: ${event.message ?? event.reason ?? event.blockedURI}`));
}
addEventListener('keydown', (event) => page.keys.push(event.key));
addEventListener('keypress', (event) => page.keys.push(event.key));

const pace = Object.fromEntries(['thanks', 'idle', 'look', 'unsent', 'words'].filter((name) => settings.has(name)).map((name) => [name, Number(settings.get(name))]));
const ui = mount(
  {
    send: (item) => (page.sent.push(item), `item-${page.sent.length}`),
    who: () => page.who,
    sent: () => page.before ?? [],
    keep: (act) => void (page.kept = act && JSON.stringify(act)),
    emit: (name, detail) => void page.told.push({ name, detail }),
    lang: settings.get('lang') ?? 'en',
    nonce: '',
  },
  pace,
);
const widget = document.querySelector('heed-widget');
const find = (selector) => widget.shadowRoot.querySelector(selector);
Object.assign(globalThis, { page, ui, widget, find });
