/**
 * Speaks: claims waiting messages, sends each once, and does what the policy says of the outcome. Woken after a turn;
 * looks by itself for retries, for what other instances left, and for rows whose sender died.
 */
import type { Channel, ChannelName, Delivery, SendOutcome } from '../channels/channel.ts';
import { insist } from '../db/insist.ts';
import { makeBell } from '../lib/bell.ts';
import { type Clock, pause, stopwatch } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import { gather } from '../lib/gather.ts';
import type { Log } from '../lib/log.ts';
import type { Metrics } from '../lib/metrics.ts';
import { type Gate, openChannels } from './gate-store.ts';
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
/** How long a place and then the outcome are asked for while the database is at fault: with the slowest attempt, within the lease. */
const PLACE_WITHIN_MS = 3_000;
const SETTLE_WITHIN_MS = 8_000;
/** Rows that are marked, or places taken, in one statement at most. */
const MOST_TOGETHER = 50;
/** How long pauses are remembered and answers not noted again: a pause made elsewhere is obeyed this much later. */
const REMEMBER_MS = 250;

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

/** What the sends of one deliverer do together, in one round trip to the database where each would take its own. */
interface Shared {
  markSent: (row: OutboxRow) => Promise<void>;
  /** Waits for a place in a channel's pace. */
  takePlace: (channel: Channel) => Promise<void>;
  /** The channels' pauses, as they were at most a moment ago. */
  paused: () => Promise<Map<string, string>>;
  /** Makes the next look at the pauses a fresh one. */
  lookAgain: () => void;
  /** True where an answer of a channel is to be noted: its silence before, or none noted for a moment. */
  isNews: (channel: ChannelName, silent: boolean) => boolean;
}
type Parts = DeliverParts & Shared;

function makeShared({ outbox, gate, channels, clock }: DeliverParts): Shared {
  const markSent = gather<OutboxRow, void>(MOST_TOGETHER, async (rows) => {
    await insist(() => outbox.finish(rows, 'sent'), SETTLE_WITHIN_MS);
    return rows.map(() => undefined);
  });
  const queues = new Map([...channels].map(([name, { perSecond }]) => [name, makePlaces(gate, name, perSecond)]));
  const pauses = remembered(clock, () => gate.paused());
  const notedAt = new Map<ChannelName, number>();
  return {
    markSent,
    takePlace: async ({ name }) => pause((await queues.get(name)?.()) ?? 0),
    paused: pauses.read,
    lookAgain: pauses.forget,
    isNews(channel, silent) {
      const now = clock.now().getTime();
      if (!silent && now < (notedAt.get(channel) ?? 0) + REMEMBER_MS) return false;
      notedAt.set(channel, silent ? 0 : now);
      return true;
    },
  };
}

/** The places of sends that come together are taken together; each waits for its own. */
function makePlaces(gate: Gate, name: ChannelName, perSecond: number): () => Promise<number> {
  const take = gather<undefined, number>(MOST_TOGETHER, async (sends) => {
    const first = await insist(() => gate.takePlaces(`${name}:pace`, sends.length, perSecond), PLACE_WITHIN_MS);
    const began = stopwatch();
    return sends.map((_, index) => Math.max(0, first + (index * 1000) / perSecond - began()));
  });
  return () => take(undefined);
}

/** A value that is read again when it is older than REMEMBER_MS. */
function remembered<Value>(clock: Clock, read: () => Promise<Value>) {
  let known: { value: Value; at: number } | undefined;
  return {
    async read(): Promise<Value> {
      const at = clock.now().getTime();
      if (!known || at < known.at || at >= known.at + REMEMBER_MS) known = { value: await read(), at };
      return known.value;
    },
    forget: () => {
      known = undefined;
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
    const way = row.replyToken === null || row.replyUntil === null ? 'push' : wayOf({ ...row, doubtful: true }, now) === 'reply' ? 'reply' : 'lapsed';
    const verdict: Verdict = way === 'lapsed' ? { type: 'unknown', reason: 'the sender ended' } : judgeOrphan(factsOf(row, channel, way), now, Math.random());
    await carryOut(parts, row, verdict);
  }
}
