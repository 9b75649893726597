/**
 * The widget: surveys, messages and chat in one `<heed-widget>`, fetched by the tag when there is something to show.
 * This module decides what is on display; the frame draws it, the views fill it, the queue holds what waits.
 * @module
 * @import { Act, Action, Begun, Card, Host, Pace, Said, Tab, Talk, View } from './types.js'
 */
import { openChat } from './chat.js';
import { createFrame } from './frame.js';
import { here } from './here.js';
import { createHold } from './hold.js';
import { createLane } from './lane.js';
import { openMessage } from './message.js';
import { createQueue, expired } from './queue.js';
import { openSurvey } from './survey.js';
import { openTap } from './tap.js';

/** @type {Pace} */
const PACE = { thanks: 5000, idle: 1500, look: 250, unsent: 20000, words: 3000 };

/** How long what was begun goes on, in milliseconds: as long as a stay does without a sign of life (web/tag/limits.js). */
const GOES_ON = 30 * 60 * 1000;

/**
 * Puts the widget into the page, closed.
 * @param {Host} host
 * @param {Partial<Pace>} [pace] other durations than the usual ones
 */
export function mount(host, pace) {
  const beat = { ...PACE, ...pace };
  /** Many pages write theirs de_DE. */
  const lang = host.lang.replaceAll('_', '-');
  /** @type {{act: Act, view: View} | undefined} */
  let current;
  /** The last conversation; its operator may answer after the visitor closed it. @type {{act: Act, view: Talk} | undefined} */
  let talk;
  let ended = false;
  /** What is about to be on display. @type {Act | undefined} */
  let opening;
  /** Decisions the collector was told are on display. @type {Set<string>} */
  const shown = new Set();
  /** Acts that came: one sent again after a reconnect is not shown again. @type {Set<string>} */
  const known = new Set();

  /**
   * An error of ours ends the widget, not the page.
   * @template {unknown[]} A
   * @param {(...given: A) => void} work
   * @returns {(...given: A) => void}
   */
  const guard = (work) => (...given) => {
    try {
      if (!ended) work(...given);
    } catch (error) {
      end();
      const failed = opening ?? current?.act;
      if (failed) refuse(failed, 'failed');
      forget(); // or the next page would begin with the same error
      host.emit('error', { message: String(error) });
    }
  };
  /** @param {() => void} work @param {number} ms */
  const later = (work, ms) => void setTimeout(guard(work), ms);

  const frame = createFrame({ nonce: host.nonce, mark: host.mark, dismiss, guard, later });
  const hold = createHold();
  const inTurn = createLane({ pace: beat, missed: (lang) => host.emit('error', { code: 'texts_unavailable', lang }) });
  const queue = createQueue({ free: () => !current, show: open, drop: refuse, later, pace: beat });

  /** What the collector refuses the tag tells the page, and so us. */
  const refusal = guard((/** @type {any} */ { detail }) => current?.view.refused?.(detail?.id));
  addEventListener('heed:error', refusal);

  /**
   * What another tab is told goes for this page too: whoever sat here is forgotten, or wants to be asked no more. This widget shows nothing
   * any more; under another consent the tag begins anew, and fetches the next one.
   */
  const elsewhere = guard((/** @type {StorageEvent} */ { key, newValue, storageArea }) => {
    const forgotten = !newValue && (key === null || key === 'heed.visitor');
    const withdrawn = key === 'heed.consent' && newValue && Object.values(JSON.parse(newValue)).includes(false);
    if (!forgotten && !withdrawn) return;
    if (storageArea !== localStorage) return; // that of this tab, which a frame of the page may empty
    forget();
    end();
  });
  addEventListener('storage', elsewhere);

  function end() {
    ended = true;
    removeEventListener('heed:error', refusal);
    removeEventListener('storage', elsewhere);
    queue.clear();
    hold.end();
    frame.remove();
  }

  /** A page that took the element away has closed what was on display. */
  function notice() {
    if (!frame.attached()) dismiss('close');
  }

  /** @param {Act} act @param {'close' | 'no_thanks' | 'escape' | 'busy' | 'expired' | 'failed'} reason */
  function refuse({ decision }, reason) {
    host.send({ t: 'dismissed', decision, reason });
    host.emit('dismissed', { decision, reason });
  }

  /** @param {'close' | 'no_thanks' | 'escape'} reason */
  function dismiss(reason) {
    if (!current) return;
    if (!current.view.settled()) refuse(current.act, reason);
    forget();
    close();
  }

  /** Nothing is begun any more. */
  function forget() {
    hold.letGo();
    host.keep?.();
  }

  function close() {
    current = undefined;
    frame.close();
  }

  /** @param {Act} act */
  function open(act) {
    const { decision, action, look, begun } = act;
    opening = act;
    frame.settle(look);
    if (!begun) forget();
    if (talk?.view.repeats(action)) {
      current = talk;
      talk.view.open();
    } else {
      const view = viewOf(cardFor(act), action, begun);
      current = { act, view };
      // Opened again later, it is no longer bound to the moment it was meant for.
      if (isTalk(view)) talk = current = { act: { decision, action, look }, view };
    }
    tellOpen(act);
    opening = undefined;
  }

  /** What stands in the page is shown when it is seen; all else is at once. @param {Act} act */
  function tellOpen(act) {
    if (!frame.isInline()) return tellShown(act);
    if (!act.begun && !shown.has(act.decision)) host.send({ t: 'rendered', decision: act.decision });
    frame.whenSeen(() => tellShown(act));
  }

  /** What goes on from an earlier page was told there. @param {Act} act */
  function tellShown({ decision, action, begun }) {
    if (begun) return;
    if (!shown.has(decision)) host.send({ t: 'shown', decision });
    shown.add(decision);
    host.emit('shown', { decision, type: action.type }, `heed_${action.type}_shown`);
  }

  /**
   * Whether an act came before; after an answer the same decision may go on as something else.
   * @param {Act} act
   */
  function isRepeated({ decision, action, begun }) {
    const key = [decision, action.type, 'survey' in action && action.survey.name].join();
    const repeated = known.has(key);
    known.add(key);
    if (!repeated && !begun) host.emit('decision', { decision, type: action.type, event: 'event' in action ? action.event : undefined });
    return repeated;
  }

  /** A trait of heed('identify'). @param {string} trait */
  function told(trait) {
    const { traits } = here(host);
    const value = Object.hasOwn(traits, trait) ? traits[trait] : null;
    return ['string', 'number'].includes(typeof value) ? String(value) : null;
  }

  /** Whether the visitor who had begun this is still the one who sits here. @param {Pick<Act, 'by' | 'user'>} began */
  function isSame(began) {
    const { by, user } = here(host);
    return began.by === by && began.user === user;
  }

  /**
   * Sees to it that no other page goes on with what was begun; one that does keeps it.
   * @param {Act} act @param {() => void} ours @param {() => void} [theirs]
   */
  function alone({ decision }, ours, theirs) {
    const told = guard((/** @type {boolean} */ held) => {
      if (held) return ours();
      forget();
      theirs?.();
    });
    void hold.take(decision).then(told);
  }

  /** @param {Act} act @returns {Card} */
  const cardFor = (act, { by, user } = here(host)) => ({
    decision: act.decision,
    lang,
    send: host.send,
    emit: host.emit,
    show: frame.show,
    told,
    keep(action, begun) {
      // Words that somebody else may have begun are not kept under the name of the one who goes on.
      if (!action || !isSame({ by, user })) return forget();
      host.keep?.({ decision: act.decision, action, look: act.look, begun, by, user });
      alone(act, () => {}, () => current?.act === act && close());
    },
    // A view that has been replaced, or closed by the visitor, has nothing to close any more.
    close: () => void (current?.act.action === act.action && close()),
    later,
    pace: beat,
  });

  /** Shows an act now, in its turn, or in place of what its decision showed before. @param {Act} act */
  function take(act) {
    notice();
    // A conversation comes again with every connection, and brings what was said meanwhile.
    if (isRepeated(act)) return void talk?.view.repeats(act.action);
    // What the page itself does needs no card, and is done when the page has heard of it.
    if (act.action.type === 'event') return void tellShown(act);
    const follows = current?.act.decision === act.decision;
    const again = (follows || act.action.type === 'chat') && current?.view.repeats(act.action);
    if (again) follows || tellShown(act);
    else if (!follows) queue.add(act);
    else if (expired(act)) refuse(act, 'expired');
    else open(act);
  }

  /** A line of a conversation; one the visitor has closed comes back when its operator answers. @param {Said & {conversation: string}} said */
  function hear(said) {
    notice();
    if (talk?.view.conversation !== said.conversation) return;
    talk.view.hear(said);
    if (current !== talk && talk.view.settled() && said.from === 'operator') queue.add(talk.act);
  }

  return {
    /** Takes an act, once its language is there. */
    act: guard((/** @type {Act} */ act) => {
      if (!act.decision || !act.action) return;
      if (act.begun && (Date.now() - act.begun.at > GOES_ON || !isSame(act))) return void host.keep?.();
      const spoken = 'survey' in act.action ? act.action.survey.lang : lang;
      const show = guard(() => inTurn(spoken, guard(() => take(act))));
      if (act.begun) alone(act, show);
      else show();
    }),
    /** Takes a line of a conversation, after the acts that came before it. */
    chat: guard((/** @type {Said & {conversation: string}} */ said) => inTurn(lang, guard(() => hear(said)))),
    /** Puts the feedback tab at the side of the page. What it opens the collector decides, as always. */
    tab: guard((/** @type {Tab} */ tab) =>
      inTurn(lang, guard(() => frame.tab(tab, lang, () => host.send({ t: 'open', what: tab.survey }))))),
    /** Takes the widget away for good: the visitor wants none, or is another one. */
    remove: guard(end),
  };
}

/** @param {View} view @returns {view is Talk} */
const isTalk = (view) => 'hear' in view;

/** @param {Card} card @param {Action} action @param {Begun} [begun] @returns {View} */
function viewOf(card, action, begun) {
  switch (action.type) {
    case 'survey':
    case 'callback':
      return openSurvey(card, action, begun);
    case 'tap':
      return openTap(card, action);
    case 'message':
      return openMessage(card, action);
    case 'chat':
      return openChat(card, action);
    default:
      throw new Error(`act: unknown action type ${/** @type {Action} */ (action).type}`);
  }
}
