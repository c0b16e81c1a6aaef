/** Sends a broadcast from this process until it is done, paused or stopped; servers that run help with it. */
import type { Channel, ChannelName } from '../channels/channel.ts';
import type { Database } from '../db/client.ts';
import { pause, stopwatch, systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { makeMetrics } from '../lib/metrics.ts';
import { runDelivery } from '../outbox/deliver.ts';
import { type Gate, makeGate } from '../outbox/gate-store.ts';
import { outboxStore } from '../outbox/store.ts';
import { fanOut } from './fan-out.ts';
import type { ProgressView } from './progress-view.ts';
import { type BroadcastStore, broadcastStore, type Progress } from './store.ts';

export interface SendParts {
  db: Database;
  channels: ReadonlyMap<ChannelName, Channel>;
  log: Log;
  view: ProgressView;
  /** Called each time the database is found away. */
  away: () => void;
  /** Called when a channel is left alone for a while because it does not answer. */
  silent: (channel: ChannelName) => void;
  /** Fires when the sending is to be paused. */
  signal: AbortSignal;
  /** Called when the sending is being paused; with what a channel asks the operator to mend, where that is the reason. */
  pausing: (blocked?: Blocked) => void;
}

/** Only the operator can mend these; until then every send would be in vain. */
export type Block = 'quota' | 'unauthorized';
export interface Blocked {
  channel: ChannelName;
  reason: Block;
}

const MOST_SENDS = 64;
const AGAIN_AFTER_MS = 1_000;

/**
 * Works on a broadcast that is sending, and returns what became of it. When the signal fires, or a channel refuses all
 * sends, it is paused and what is in hand is finished first. A database that is away is waited for, until the signal.
 */
export async function sendBroadcast(parts: SendParts, id: string, total: number): Promise<Progress> {
  const { db, channels, log } = parts;
  const [broadcasts, gate] = [broadcastStore(db), makeGate(db)];
  const delivery = runDelivery({
    outbox: outboxStore(db),
    gate,
    channels,
    clock: systemClock,
    log,
    metrics: makeMetrics(),
    parallel: MOST_SENDS,
  });
  const blocked = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([parts.signal, blocked.signal]);
  const shown = Promise.all([showProgress(parts, broadcasts, id, total, ended.signal), watchGate(parts, gate, blocked, ended.signal)]);
  try {
    await untilEnded(parts, signal, () => fanOut({ broadcasts, channels, spoken: delivery.wake }, id, signal));
    if (signal.aborted) await pauseBroadcast(parts, broadcasts, id, blocked.signal);
  } finally {
    await delivery.stop();
    ended.abort();
    await shown;
  }
  const progress = await broadcasts.progress(id);
  parts.view.show(progress, Math.max(total, progress.planned));
  parts.view.end();
  return progress;
}

async function untilEnded({ away, log }: SendParts, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      log.debug({ err: error }, 'the database does not answer');
      if (signal.aborted) return;
      away();
      await pause(AGAIN_AFTER_MS, signal);
    }
  }
}

async function pauseBroadcast({ pausing }: SendParts, broadcasts: BroadcastStore, id: string, blocked: AbortSignal): Promise<void> {
  const by = blocked.aborted ? (blocked.reason as Blocked) : undefined;
  pausing(by);
  await broadcasts.setStatus(id, ['sending'], 'paused', by?.reason);
}

/** Counting a million people takes a while: the next look waits at least ten times as long as the last one took. */
async function showProgress(
  { view }: SendParts,
  broadcasts: BroadcastStore,
  id: string,
  total: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const took = stopwatch();
    const progress = await broadcasts.progress(id).catch(() => undefined);
    if (progress && !signal.aborted) view.show(progress, Math.max(total, progress.planned));
    await pause(Math.max(view.everyMs, took() * 10), signal);
  }
}

/** Aborts `blocked`, with a Blocked as its reason, when a channel is paused for something the operator has to mend. */
async function watchGate({ channels, silent }: SendParts, gate: Gate, blocked: AbortController, signal: AbortSignal): Promise<void> {
  let before = new Map<string, string>();
  while (!signal.aborted && !blocked.signal.aborted) {
    const paused = await gate.paused().catch(() => new Map<string, string>());
    for (const channel of channels.keys()) {
      const reason = paused.get(channel) ?? paused.get(`${channel}:push`);
      if (reason === 'quota' || reason === 'unauthorized') blocked.abort({ channel, reason } satisfies Blocked);
      if (reason === 'silent' && before.get(channel) !== 'silent') silent(channel);
    }
    before = paused;
    await pause(AGAIN_AFTER_MS, signal);
  }
}
