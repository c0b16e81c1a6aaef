/** Posting activities to Teams: one request for each attempt, and a token only for hosts we trust. */
import { type Clock, stopwatch } from '../../lib/clock.ts';
import { request, TIMEOUT_MS } from '../../lib/http.ts';
import type { SendOutcome } from '../channel.ts';
import { outcomeOf } from './outcome.ts';
import { activitiesUrl, addressing, referenceSchema } from './reference.ts';
import type { TokenSource } from './token.ts';
import type { Trust } from './trust.ts';

/** What is left at least for the request itself, however long the token took. */
const LEAST_MS = 1_000;

/** Posts one activity into the conversation of a stored reference. Never rejects for what Teams may answer. */
type Post = (reference: unknown, activity: object) => Promise<SendOutcome>;

/** Makes the sender; without a token source it sends anonymously. */
export function makePost(trust: Trust, clock: Clock, token?: TokenSource): Post {
  let renew = false;
  return async (stored, activity) => {
    const elapsed = stopwatch();
    const reference = referenceSchema.safeParse(stored).data;
    if (!reference) return { type: 'refused', reason: 'no conversation reference' };
    if (!trust.serviceUrl(reference.serviceUrl)) return { type: 'refused', reason: 'service URL not allowed' };
    const given = await token?.(renew);
    if (given && 'failed' in given) return given.failed;
    const http = await request({
      method: 'POST',
      url: activitiesUrl(reference),
      headers: { 'content-type': 'application/json', ...(given && { authorization: `Bearer ${given.token}` }) },
      body: JSON.stringify({ ...addressing(reference), ...activity }),
      timeoutMs: Math.max(LEAST_MS, Math.round(TIMEOUT_MS - elapsed())),
    });
    const outcome = outcomeOf(http, clock.now());
    renew = outcome.type === 'unauthorized';
    return outcome;
  };
}
