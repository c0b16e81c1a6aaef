import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { inboxStore } from '../../src/bot/inbox-store.ts';
import type { Inbound } from '../../src/channels/channel.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
const inbox = inboxStore(db);
const event = (address: string, more: Partial<Inbound> = {}): Inbound => ({
  channel: 'line',
  eventId: randomUUID(),
  address,
  kind: 'person',
  input: { type: 'text', text: 'สวัสดี' },
  at: '2026-11-20T03:00:00.000Z',
  ...more,
});
const accept = (...events: Inbound[]) => inbox.accept({ events, setAside: [] });

beforeEach(() => db.$executeRaw`DELETE FROM inbox_event`.then(() => undefined));

test('an event that comes five times at once is stored once', async () => {
  const one = event('a');
  const counts = await Promise.all([1, 2, 3, 4, 5].map(() => accept(one)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  expect(await accept(one, event('a'))).toBe(1);
  expect(await accept({ ...one, channel: 'teams' })).toBe(1);
});

test('what could not be read is kept with its reason, beside its neighbours', async () => {
  const setAside = [{ channel: 'line' as const, eventId: 'odd', address: 'unknown', reason: 'timestamp: is missing' }];
  expect(await inbox.accept({ events: [event('a')], setAside })).toBe(2);
  expect(await db.inboxEvent.findFirst({ where: { eventId: 'odd' } })).toMatchObject({
    status: 'aside',
    reason: 'timestamp: is missing',
    payload: {},
  });
  expect(await inbox.claim(5)).toHaveLength(1);
});

test('nothing to store is nothing done', async () => {
  expect(await accept()).toBe(0);
});

test('the oldest event of each lane is claimed, and no second one of a lane', async () => {
  await accept(event('a', { eventId: 'a1' }), event('a', { eventId: 'a2' }), event('b', { eventId: 'b1' }));
  const claimed = await inbox.claim(10);
  expect(claimed.map(({ inbound }) => inbound.eventId).sort()).toEqual(['a1', 'b1']);
  expect(await inbox.claim(10)).toEqual([]);
});

test('claimers at the same time never share an event', async () => {
  await accept(...Array.from({ length: 20 }, (_, index) => event(`lane-${index}`)));
  const claimed = (await Promise.all([1, 2, 3, 4].map(() => inbox.claim(5)))).flat();
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
});

test('a claim can be taken over when its lease ran out, and only then given back by its new owner', async () => {
  await accept(event('a'));
  const [first] = await inbox.claim(1);
  await db.$executeRaw`UPDATE inbox_event SET lease_until = now() - interval '1 second'`;
  const [second] = await inbox.claim(1);
  expect(second).toMatchObject({ id: first?.id, attempts: 2 });
  if (!first || !second) throw new Error('nothing was claimed');
  await inbox.release(first);
  expect(await inbox.claim(1)).toEqual([]);
  await inbox.release(second);
  expect(await inbox.claim(1)).toMatchObject([{ attempts: 3 }]);
});

test('the backlog counts what is not ended, from the oldest on', async () => {
  expect(await inbox.backlog()).toEqual({ waiting: 0, oldestSeconds: 0 });
  await accept(event('a'), event('b'));
  await inbox.claim(1);
  await db.$executeRaw`UPDATE inbox_event SET received_at = now() - interval '91 seconds' WHERE lane = 'line:a'`;
  const backlog = await inbox.backlog();
  expect(backlog.waiting).toBe(2);
  expect(backlog.oldestSeconds).toBeGreaterThanOrEqual(90);
});

test('an event survives being stored as it was', async () => {
  const whole = event('a', {
    input: { type: 'press', data: 'f|quiz|1|abc|item-1|0', label: 'ก' },
    reference: { conversation: { id: '19:x' } },
    reply: { token: 't', until: '2026-11-20T03:00:50.000Z' },
    locale: 'th-TH',
  });
  await accept(whole);
  expect((await inbox.claim(1))[0]?.inbound).toEqual(whole);
});
