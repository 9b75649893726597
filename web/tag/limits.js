/** Every duration (ms), number and size (bytes, characters, px) that the tag lives by. */

/** The page comes first: the tag begins when the browser is idle, and watches when it is idle again, each at the latest after this long. */
export const IDLE_WITHIN = 1000

/** The first hello says what runs the agent, but does not wait longer than this to know. */
export const AGENT_WITHIN = 3000

/** A stay ends after half an hour without a sign of life, as everywhere in web analytics. */
export const SESSION_IDLE = 30 * 60 * 1000

/** A sign of life is noted no more often than this, so the stay may end that much sooner. */
export const SESSION_NOTED = 60 * 1000

/** Items in the outbox; beyond it the oldest go, and the next hello tells how many. */
export const OUTBOX_ITEMS = 200

/** What left is remembered for the visitor, this many items. */
export const SENT_ITEMS = 200

/** The collector takes frames up to 16 KiB. */
export const LONGEST_ITEM = 15 * 1024

/** Beacons and keep-alive requests share 64 KiB per page; the rest is for commas and brackets. */
export const LONGEST_BATCH = 60 * 1024

/** Waits after the first failure and after many; the one that is waited lies anywhere below. */
export const FIRST_WAIT = 1000
export const LONGEST_WAIT = 60 * 1000

/** A socket that neither opens nor fails is given up after this long: some proxies swallow the upgrade. */
export const OPEN_WITHIN = 10 * 1000

/** After this many failures of the socket in a row the batch takes over; the socket goes on trying. */
export const SOCKET_FAILURES = 2

/** A chat without a socket asks for news this often. */
export const POLL_EVERY = 2500

/** A pointer that travelled farther between down and up has dragged, selected or swiped. */
export const DRAG = 16

/** An inner scroll this soon after the pointer went down answers it. */
export const SCROLL_ANSWERS = 400

/** Focus that moves this soon after the visitor did something was moved by the visitor. */
export const HAND = 1000

/** A page needs a moment to say what is wrong; after this long a form is looked at. */
export const REFUSAL_LATE = 250

/** Moves that are looked at this soon after one another are a stream. Of a stream so many are passed over, unless one has gone that far (px). */
export const MOVE_STREAM = 100
export const MOVES_PASSED = 2
export const MOVE_FAR = 40

/** A wheel that turns on says nothing new for so long. */
export const WHEEL_EVERY = 100

/** The document's height is asked for at most this often: the question costs a layout. */
export const HEIGHT_EVERY = 1000

/** This many links to pages like the next one make a list of a page. */
export const LIST_LINKS = 4

/** So many pages before the one in front are remembered. */
export const TRAIL_PAGES = 8

/** A single-page application has drawn its new page after this long. */
export const ROUTE_SETTLES = 1000

/** Of the keys that could survive re-rendering, this many are remembered. */
export const KEYS = 500

/** What a control, a selector and a title are cut to. */
export const LONGEST_LABEL = 60
export const LONGEST_TEXT = 200
