/**
 * Speaks: claims waiting messages, sends each once, and does what the policy says of the outcome. Woken after a turn;
 * looks by itself for retries, for what other instances left, and for rows whose sender died.
 */
import type { Channel, ChannelName, Delivery, SendOutcome } from '../channels/channel.ts';
import { makeBell } from '../lib/bell.ts';
import { type Clock, pause } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Metrics } from '../lib/metrics.ts';
import { type Gate, openChannels } from './gate.ts';
import { heldUntil, judge, judgeOrphan, type RowFacts, type Verdict, wayOf } from './policy.ts';
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

/** Starts the loop. */
export function runDelivery(parts: DeliverParts): Deliverer {
  const stopping = new AbortController();
  const bell = makeBell();
  const inHand = new Set<Promise<void>>();
  let orphansAt = 0;
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const at = parts.clock.now().getTime();
      const rows = await guarded(parts, async () => {
        if (at >= orphansAt) {
          orphansAt = at + ORPHANS_EVERY_MS;
          await settleOrphans(parts);
        }
        return claim(parts, parts.parallel - inHand.size);
      });
      for (const row of rows) {
        const work = deliver(parts, row).finally(() => {
          inHand.delete(work);
          bell.ring();
        });
        inHand.add(work);
      }
      if (rows.length === 0) await bell.wait(LOOK_EVERY_MS, stopping.signal);
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

async function claim({ gate, outbox, channels, metrics }: DeliverParts, free: number): Promise<OutboxRow[]> {
  if (free <= 0) return [];
  const paused = await gate.paused();
  const names = [...channels.keys()];
  for (const name of names) metrics.channelPaused.set({ channel: name }, paused.has(name) ? 1 : 0);
  const withoutPushes = names.filter((name) => paused.has(`${name}:push`));
  return outbox.claim(openChannels(names, paused), withoutPushes, free);
}

/** Makes one attempt for a row and carries out the verdict. A fault of the database leaves the row to its lease. */
async function deliver(parts: DeliverParts, row: OutboxRow): Promise<void> {
  try {
    const now = parts.clock.now();
    const held = heldUntil(row.purpose, now);
    if (held) return await parts.outbox.putBack(row, held, { reason: 'quiet hours', doubtful: row.doubtful, uncounted: true });
    const way = wayOf(row, now);
    if (way === 'lapsed') return await parts.outbox.finish([row], 'unknown', 'reply token too old after an attempt without an answer');
    const channel = parts.channels.get(row.channel);
    if (!channel) return;
    const outcome = await attempt(parts, channel, row, way);
    parts.metrics.sends.inc({ channel: row.channel, outcome: outcome.type });
    await carryOut(parts, row, judge(outcome, factsOf(row, channel, way), parts.clock.now(), Math.random()));
    await noteSilence(parts, row.channel, outcome);
  } catch (error) {
    parts.log.warn({ err: error, row: row.id.toString() }, 'a message could not be settled; its lease will run out');
  }
}

async function attempt({ gate }: DeliverParts, channel: Channel, row: OutboxRow, way: 'reply' | 'push'): Promise<SendOutcome> {
  if (way === 'push') await pause(await gate.takePlaces(`${row.channel}:pace`, 1, channel.perSecond));
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

async function carryOut({ outbox, gate, log }: DeliverParts, row: OutboxRow, verdict: Verdict): Promise<void> {
  switch (verdict.type) {
    case 'sent':
      return outbox.finish([row], 'sent');
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
      return outbox.putBack(row, verdict.until, { reason: verdict.reason, doubtful: row.doubtful, uncounted: true });
    }
  }
}

const SILENT: ReadonlySet<SendOutcome['type']> = new Set(['no-answer', 'not-taken']);

async function noteSilence({ gate, log }: DeliverParts, channel: ChannelName, outcome: SendOutcome): Promise<void> {
  const opened = await gate.noteSilence(channel, !SILENT.has(outcome.type));
  if (opened) log.error({ channel }, 'channel left alone for a while: it does not answer');
}

/** Settles the rows of senders that died. */
async function settleOrphans(parts: DeliverParts): Promise<void> {
  const now = parts.clock.now();
  for (const row of await parts.outbox.claimOrphans(parts.parallel)) {
    const channel = parts.channels.get(row.channel);
    if (!channel) continue;
    const way = row.replyToken === null || row.replyUntil === null ? 'push' : wayOf({ ...row, doubtful: true }, now) === 'reply' ? 'reply' : 'lapsed';
    const verdict: Verdict = way === 'lapsed' ? { type: 'unknown', reason: 'the sender ended' } : judgeOrphan(factsOf(row, channel, way), now, Math.random());
    await carryOut(parts, row, verdict);
  }
}
