/** The database did what it was asked for, and the connection broke before it could say so. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { inboxStore } from '../../src/bot/inbox-store.ts';
import type { Inbound } from '../../src/channels/channel.ts';
import { connect } from '../../src/db/client.ts';
import { makeLog } from '../../src/lib/log.ts';
import { outboxStore } from '../../src/outbox/store.ts';
import { testDatabase } from '../database.ts';
import { startPgProxy } from '../fakes/pg-proxy.ts';
import { until } from '../until.ts';

const { db, url } = await testDatabase();
const network = await startPgProxy(url);
const far = connect(network.through(url), 4, makeLog('silent'));
afterAll(async () => {
  await far.$disconnect();
  await network.close();
});
beforeEach(() => network.passAgain());

const inbound = (): Inbound => ({
  channel: 'line',
  eventId: randomUUID(),
  address: randomUUID(),
  kind: 'person',
  input: { type: 'text', text: 'เมนู' },
  at: new Date().toISOString(),
});
const waiting = (id: { eventId: string }) => db.inboxEvent.findFirstOrThrow({ where: id });

/** Lets `work` do what it does, cuts the connection when `isDone`, and returns what work makes of it. */
async function unheard<Value>(statement: string, work: () => Promise<Value>, isDone: () => Promise<boolean>): Promise<Value> {
  network.withholdAnswer(statement);
  const working = work();
  working.catch(() => undefined);
  await until(isDone, 'the statement is committed');
  network.passAgain();
  network.cut();
  return working;
}

it('an event is stored once, and its sender hears of it', async () => {
  const event = inbound();
  const isStored = async () => (await db.inboxEvent.count({ where: { eventId: event.eventId } })) === 1;
  await unheard('INSERT INTO inbox_event', () => inboxStore(far).accept({ events: [event], setAside: [] }), isStored);
  expect(await db.inboxEvent.count({ where: { eventId: event.eventId } })).toBe(1);
  await db.inboxEvent.deleteMany();
});

it('an event that was claimed so waits again at once, and has lost no attempt', async () => {
  const event = inbound();
  await inboxStore(db).accept({ events: [event], setAside: [] });
  const isClaimed = async () => (await waiting({ eventId: event.eventId })).status === 'claimed';
  await expect(unheard("SET status = 'claimed'", () => inboxStore(far).claim(1), isClaimed)).rejects.toThrow();
  expect(await waiting({ eventId: event.eventId })).toMatchObject({ status: 'waiting', attempts: 0, claim: null });
});

it('a message that was claimed so waits again at once: its delivery is not unknown', async () => {
  const { id } = await db.outboxMessage.create({
    data: {
      channel: 'teams',
      address: 'a',
      lane: 'teams:a',
      purpose: 'answer',
      cause: 'one',
      messages: [{ text: 'สวัสดี' }],
      retryKey: randomUUID(),
    },
  });
  const read = () => db.outboxMessage.findUniqueOrThrow({ where: { id } });
  const isClaimed = async () => (await read()).status === 'sending';
  await expect(unheard("SET status = 'sending'", () => outboxStore(far).claim(['teams'], [], 1), isClaimed)).rejects.toThrow();
  expect(await read()).toMatchObject({ status: 'waiting', attempts: 0, claim: null });
});
