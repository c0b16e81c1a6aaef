/** What the sends of one deliverer do together: one round trip to the database where each would take its own. */
import type { Channel, ChannelName } from '../channels/channel.ts';
import { insist } from '../db/insist.ts';
import { type Clock, pause, stopwatch } from '../lib/clock.ts';
import { gather } from '../lib/gather.ts';
import type { Gate } from './gate-store.ts';
import type { OutboxRow, OutboxStore } from './store.ts';

/** How long a place is asked for while the database is at fault. */
const PLACE_WITHIN_MS = 3_000;
/** Rows that are marked, or places taken, in one statement at most. */
const MOST_TOGETHER = 50;
/** How long pauses are remembered and answers not noted again: a pause made elsewhere is obeyed this much later. */
const REMEMBER_MS = 250;

interface SharedParts {
  outbox: OutboxStore;
  gate: Gate;
  channels: ReadonlyMap<ChannelName, Channel>;
  clock: Clock;
}

/** See makeShared. */
export interface Shared {
  /** Marks a message as sent; returns when that is stored. */
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

/** Makes them for the channels of one deliverer. */
export function makeShared({ outbox, gate, channels, clock }: SharedParts): Shared {
  const markSent = gather<OutboxRow, void>(MOST_TOGETHER, async (rows) => {
    await outbox.finish(rows, 'sent');
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
