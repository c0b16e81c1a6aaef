/**
 * Speaks: claims waiting messages, sends each once, and does what the policy says of the outcome. Woken after a turn;
 * looks by itself for retries, for what other instances left, and for rows whose sender died.
 */
import type { Channel, ChannelName, Delivery, SendOutcome } from '../channels/channel.ts';
import { insist } from '../db/insist.ts';
import { makeBell } from '../lib/bell.ts';
import { type Clock, pause } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Metrics } from '../lib/metrics.ts';
import { type Gate, openChannels } from './gate-store.ts';
import { heldUntil, judge, judgeOrphan, type RowFacts, type Verdict, wayOf } from './policy.ts';
import { makeShared, type Shared } from './shared.ts';
import type { OutboxRow, OutboxStore } from './store.ts';

export interface DeliverParts {
  outbox: OutboxStore;
  gate: Gate;
  channels: ReadonlyMap<ChannelName, Channel>;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  /** Most sends at a time. */
  parallel: number;
}

export interface Deliverer {
  wake(): void;
  /** Finishes the sends in hand and ends. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 500;
const ORPHANS_EVERY_MS = 5_000;
/** How long the outcome is written again while the database is at fault: with the wait for a place and the slowest attempt, within the lease. */
const SETTLE_WITHIN_MS = 8_000;

type Parts = DeliverParts & Shared;

/** Starts the loop. */
export function runDelivery(given: DeliverParts): Deliverer {
  const parts: Parts = { ...given, ...makeShared(given) };
  const stopping = new AbortController();
  const bell = makeBell();
  const inHand = new Set<Promise<void>>();
  let orphansAt = 0;
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const at = parts.clock.now().getTime();
      const free = parts.parallel - inHand.size;
      const rows = await guarded(parts, async () => {
        if (at >= orphansAt) {
          orphansAt = at + ORPHANS_EVERY_MS;
          await settleOrphans(parts);
        }
        return claim(parts, free);
      });
      for (const row of rows) {
        const work = deliver(parts, row).finally(() => {
          inHand.delete(work);
          bell.ring();
        });
        inHand.add(work);
      }
      // Fewer than asked for: there are no more, until the bell rings.
      if (rows.length < free || free <= 0) await bell.wait(LOOK_EVERY_MS, stopping.signal);
    }
    await Promise.all(inHand);
  };
  const ended = loop();
  return {
    wake: bell.ring,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function guarded(parts: DeliverParts, work: () => Promise<OutboxRow[]>): Promise<OutboxRow[]> {
  try {
    return await work();
  } catch (error) {
    parts.log.warn({ err: error }, 'the outbox cannot be read');
    await pause(LOOK_EVERY_MS);
    return [];
  }
}

async function claim({ paused: look, outbox, channels, metrics }: Parts, free: number): Promise<OutboxRow[]> {
  if (free <= 0) return [];
  const paused = await look();
  const names = [...channels.keys()];
  for (const name of names) metrics.channelPaused.set({ channel: name }, paused.has(name) ? 1 : 0);
  const withoutPushes = names.filter((name) => paused.has(`${name}:push`));
  return outbox.claim(openChannels(names, paused), withoutPushes, free);
}

/** Makes one attempt for a row and carries out the verdict. A fault of the database leaves the row to its lease. */
async function deliver(parts: Parts, row: OutboxRow): Promise<void> {
  try {
    const now = parts.clock.now();
    const held = heldUntil(row.purpose, now);
    if (held) return await parts.outbox.putBack(row, held, { reason: 'quiet hours', doubtful: row.doubtful, uncounted: true });
    const way = wayOf(row, now);
    if (way === 'lapsed') return await parts.outbox.finish([row], 'unknown', 'too late to try again after an attempt without an answer');
    const channel = parts.channels.get(row.channel);
    if (!channel) return;
    const outcome = await attempt(parts, channel, row, way);
    parts.metrics.sends.inc({ channel: row.channel, outcome: outcome.type });
    const verdict = judge(outcome, factsOf(row, channel, way), parts.clock.now(), Math.random());
    // What the platform said must not be lost with a session of the database: without a key, nobody could ask it again.
    await insist(() => carryOut(parts, row, verdict), SETTLE_WITHIN_MS);
    await noteSilence(parts, row.channel, outcome);
  } catch (error) {
    parts.log.warn({ err: error, row: row.id.toString() }, 'a message could not be settled; its lease will run out');
  }
}

async function attempt({ takePlace }: Parts, channel: Channel, row: OutboxRow, way: 'reply' | 'push'): Promise<SendOutcome> {
  if (way === 'push') await takePlace(channel);
  const delivery: Delivery = {
    address: row.address,
    messages: row.messages,
    retryKey: row.retryKey,
    ...(row.recipients && { recipients: row.recipients }),
    ...(row.reference !== null && { reference: row.reference }),
    ...(way === 'reply' && row.replyToken !== null && { replyToken: row.replyToken }),
  };
  return channel.send(delivery).catch((error: unknown): SendOutcome => ({ type: 'no-answer', reason: reasonOf(error) }));
}

const factsOf = (row: OutboxRow, channel: Channel, way: 'reply' | 'push'): RowFacts => ({
  purpose: row.purpose,
  attempts: row.attempts,
  createdAt: row.createdAt,
  doubtful: row.doubtful,
  way,
  idempotent: channel.idempotent(way),
  recipients: row.recipients?.length ?? 1,
});

async function carryOut({ outbox, gate, log, markSent, lookAgain }: Parts, row: OutboxRow, verdict: Verdict): Promise<void> {
  switch (verdict.type) {
    case 'sent':
      return markSent(row);
    case 'failed':
      return verdict.gone ? outbox.finishGone(row, verdict.reason) : outbox.finish([row], 'failed', verdict.reason);
    case 'unknown':
      return outbox.finish([row], 'unknown', verdict.reason);
    case 'again':
      return outbox.putBack(row, verdict.at, verdict);
    case 'split':
      return outbox.split(row, verdict.reason);
    case 'pause': {
      const key = verdict.scope === 'push' ? `${row.channel}:push` : row.channel;
      log.error({ channel: key, reason: verdict.reason, until: verdict.until }, 'channel paused');
      await gate.pause(key, verdict.until, verdict.reason);
      lookAgain();
      return outbox.putBack(row, verdict.until, { reason: verdict.reason, doubtful: row.doubtful, uncounted: true });
    }
  }
}

const SILENT: ReadonlySet<SendOutcome['type']> = new Set(['no-answer', 'not-taken']);

async function noteSilence({ gate, log, isNews, lookAgain }: Parts, channel: ChannelName, outcome: SendOutcome): Promise<void> {
  const silent = SILENT.has(outcome.type);
  if (!isNews(channel, silent)) return;
  const opened = await gate.noteSilence(channel, !silent);
  if (opened) lookAgain();
  if (opened) log.error({ channel }, 'channel left alone for a while: it does not answer');
}

/** Settles the rows of senders that died. */
async function settleOrphans(parts: Parts): Promise<void> {
  const now = parts.clock.now();
  for (const row of await parts.outbox.claimOrphans(parts.parallel)) {
    const channel = parts.channels.get(row.channel);
    if (!channel) continue;
    const way =
      row.replyToken === null || row.replyUntil === null ? 'push' : wayOf({ ...row, doubtful: true }, now) === 'reply' ? 'reply' : 'lapsed';
    const verdict: Verdict =
      way === 'lapsed' ? { type: 'unknown', reason: 'the sender ended' } : judgeOrphan(factsOf(row, channel, way), now, Math.random());
    await carryOut(parts, row, verdict);
  }
}
