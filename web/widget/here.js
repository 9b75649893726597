/**
 * Who sits here, as far as the page itself has told in this stay. What the collector remembers of earlier visits does not count: it may be
 * somebody else who sits here now.
 * @module
 * @import { Host } from './types.js'
 */

/** A stay's id is a UUID of version 7, which begins with the time it was made (web/tag/uuid.js). @param {string} session */
const begin = (session) => parseInt(session.replace('-', '').slice(0, 12), 16);

/**
 * The user that was identified last in this stay, undefined when none was, and what was told of this one; whoever was identified before
 * may be another person.
 * @param {Host} host
 * @returns {{by: string | undefined, user: string | undefined, traits: Record<string, unknown>}} `by` is the visitor with the stay
 */
export function here(host) {
  const who = host.who?.();
  const since = who ? begin(who[1]) : 0;
  /** @type {string | undefined} */
  let user;
  /** @type {Record<string, unknown>} */
  let traits = {};
  // What has left and is not acknowledged is there twice. A map keeps it where it stood first.
  const items = new Map((host.sent?.() ?? []).map((item) => [item.id ?? item, item]));
  for (const item of items.values()) {
    if (item.t !== 'identify' || !(item.at >= since)) continue;
    if (item.userId !== user) traits = {};
    user = item.userId;
    Object.assign(traits, item.traits);
  }
  return { by: who?.join(), user, traits };
}
