/** An outbox on a real database, with rows as turns, reminders and broadcasts put them there. */
import { randomUUID } from 'node:crypto';
import type { ChannelName } from '../../src/channels/channel.ts';
import type { Database } from '../../src/db/client.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeMetrics } from '../../src/lib/metrics.ts';
import { type Deliverer, type DeliverParts, runDelivery } from '../../src/outbox/deliver.ts';
import { makeGate } from '../../src/outbox/gate-store.ts';
import { outboxStore } from '../../src/outbox/store.ts';
import type { FakeChannel } from '../fakes/channel.ts';
import { until } from '../until.ts';

export interface Row {
  channel?: ChannelName;
  address?: string;
  purpose?: 'answer' | 'nudge' | 'broadcast';
  recipients?: string[];
  /** A reply token, and for how many milliseconds it is fresh. */
  reply?: [token: string, ms: number];
  text?: string;
  broadcastId?: string;
}

export function openShop(db: Database, channels: FakeChannel[]) {
  const running: Deliverer[] = [];
  const parts: DeliverParts = {
    outbox: outboxStore(db),
    gate: makeGate(db),
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    clock: { now: () => new Date() },
    log: makeLog('silent'),
    metrics: makeMetrics(),
    parallel: 8,
  };

  const put = async ({
    channel = 'line',
    address = randomUUID(),
    purpose = 'answer',
    recipients,
    reply,
    text = 'สวัสดี',
    broadcastId,
  }: Row = {}) => {
    const cause = `${purpose}:${randomUUID()}`;
    const row = await db.outboxMessage.create({
      data: {
        channel,
        address: recipients ? '' : address,
        lane: recipients ? cause : `${channel}:${address}`,
        purpose,
        cause,
        messages: [{ text }],
        retryKey: randomUUID(),
        ...(recipients && { recipients }),
        ...(broadcastId && { broadcastId }),
        ...(reply && { replyToken: reply[0], replyUntil: new Date(Date.now() + reply[1]) }),
      },
    });
    return row.id;
  };

  const read = (id: bigint) => db.outboxMessage.findUniqueOrThrow({ where: { id } });
  const statusOf = async (id: bigint) => (await read(id)).status;
  const reaches = (id: bigint, status: string) => until(async () => (await statusOf(id)) === status, `the message is ${status}`);
  /** Lets waits be over. */
  const hurry = () => db.$executeRaw`UPDATE outbox_message SET next_attempt_at = now() WHERE status = 'waiting'`;
  /** Lets the leases of dead senders run out. */
  const expire = () => db.$executeRaw`UPDATE outbox_message SET lease_until = now() - interval '1 second' WHERE status = 'sending'`;
  const clear = async () => {
    await db.$executeRaw`DELETE FROM outbox_message`;
    await db.$executeRaw`DELETE FROM channel_gate`;
  };
  const start = (more: Partial<DeliverParts> = {}): Deliverer => {
    const deliverer = runDelivery({ ...parts, ...more });
    running.push(deliverer);
    return deliverer;
  };
  const stop = async () => {
    await Promise.all(running.splice(0).map((deliverer) => deliverer.stop()));
  };
  return { parts, put, read, statusOf, reaches, hurry, expire, clear, start, stop };
}
