/**
 * What a send attempt's outcome means. Pure: times come in, a verdict goes out.
 *
 * The rules: what was accepted is done; what was refused for good has failed, with its reason; what surely was not
 * accepted is tried again later; what may have been accepted is tried again only where the platform shows it once
 * (LINE's retry key, a reply token), and is `unknown` elsewhere.
 */
import type { SendOutcome } from '../channels/channel.ts';
import { endOfQuiet, isQuiet } from '../lib/bangkok.ts';

/** What the policy has to know of a row. */
export interface RowFacts {
  purpose: 'answer' | 'nudge' | 'broadcast';
  /** Attempts so far, this one included. */
  attempts: number;
  createdAt: Date;
  /** An earlier attempt may have been accepted. */
  doubtful: boolean;
  /** How this attempt was made. */
  way: 'reply' | 'push';
  /** Whether the same attempt made again cannot show the message twice. */
  idempotent: boolean;
  /** Addresses in this send. */
  recipients: number;
}

export type Verdict =
  | { type: 'sent' }
  | { type: 'failed'; reason: string; gone?: true }
  | { type: 'unknown'; reason: string }
  /** `useReply: false` gives the reply token up: what was tried as a push is tried as a push again. */
  | { type: 'again'; at: Date; reason: string; doubtful: boolean; useReply?: false }
  /** The channel (or its pushes) is not to be called until then; the attempt does not count. */
  | { type: 'pause'; scope: 'channel' | 'push'; until: Date; reason: string }
  /** One bad address spoils a page: send each half by itself. */
  | { type: 'split'; reason: string };

/** A retry key is honoured for 24 hours; later, trying again could show the message twice. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const UNAUTHORIZED_PAUSE_MS = 60_000;
const QUOTA_PAUSE_MS = 15 * 60_000;
const THROTTLED_PAUSE_MS = 1_000;

/** Judges an attempt. `random` (0 up to 1) spreads retries apart. */
export function judge(outcome: SendOutcome, row: RowFacts, now: Date, random: number): Verdict {
  switch (outcome.type) {
    case 'accepted':
      return { type: 'sent' };
    case 'gone':
      return { type: 'failed', reason: outcome.reason, gone: true };
    case 'refused':
      return row.recipients > 1 ? { type: 'split', reason: outcome.reason } : { type: 'failed', reason: outcome.reason };
    case 'stale-reply':
      return row.doubtful
        ? { type: 'unknown', reason: 'reply token used up' }
        : { type: 'again', at: now, reason: 'reply token too old', doubtful: false, useReply: false };
    case 'throttled':
      return { type: 'pause', scope: scopeOf(row), until: later(now, outcome.retryAfterMs ?? THROTTLED_PAUSE_MS), reason: 'throttled' };
    case 'quota':
      return { type: 'pause', scope: 'push', until: later(now, QUOTA_PAUSE_MS), reason: 'quota' };
    case 'unauthorized':
      return { type: 'pause', scope: 'channel', until: later(now, UNAUTHORIZED_PAUSE_MS), reason: 'unauthorized' };
    case 'not-taken':
      return again(row, now, random, outcome.reason, row.doubtful);
    case 'no-answer':
      return row.idempotent ? again(row, now, random, outcome.reason, true) : { type: 'unknown', reason: outcome.reason };
  }
}

/** What becomes of a row whose sender died: whether its attempt was made is not known. */
export function judgeOrphan(row: RowFacts, now: Date, random: number): Verdict {
  return judge({ type: 'no-answer', reason: 'the sender ended' }, row, now, random);
}

/**
 * How the next attempt is to be made: by reply while the token is fresh, else by push. `lapsed`: an earlier attempt may
 * have been accepted and its token or key is too old to try again, so nothing is sent any more.
 */
export function wayOf(
  row: { replyToken: string | null; replyUntil: Date | null; doubtful: boolean; createdAt: Date },
  now: Date,
): 'reply' | 'push' | 'lapsed' {
  if (row.doubtful && isOver(row, now)) return 'lapsed';
  if (!row.replyToken || !row.replyUntil) return 'push';
  if (row.replyUntil > now) return 'reply';
  return row.doubtful ? 'lapsed' : 'push';
}

/** When a row may go out: reminders wait for the end of the quiet hours. Undefined: now. */
export const heldUntil = (purpose: RowFacts['purpose'], now: Date): Date | undefined =>
  purpose === 'nudge' && isQuiet(now) ? endOfQuiet(now) : undefined;

/** Replies are free and fast: only pushes wait when pushes are throttled. */
const scopeOf = (row: RowFacts): 'channel' | 'push' => (row.way === 'reply' ? 'channel' : 'push');

function again(row: RowFacts, now: Date, random: number, reason: string, doubtful: boolean): Verdict {
  if (isOver(row, now)) {
    return doubtful ? { type: 'unknown', reason } : { type: 'failed', reason: `gave up: ${reason}` };
  }
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, row.attempts - 1));
  return { type: 'again', at: later(now, wait * (0.5 + random)), reason, doubtful, ...(row.way === 'push' && { useReply: false }) };
}

const isOver = ({ createdAt }: { createdAt: Date }, now: Date): boolean => now.getTime() - createdAt.getTime() > GIVE_UP_AFTER_MS;

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
