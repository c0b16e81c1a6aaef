import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { deleteExpired } from '../../src/jobs/store.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const event = (eventId: string, status: 'waiting' | 'claimed' | 'done' | 'aside', days: number) =>
  db.inboxEvent.create({ data: { channel: 'line', eventId, lane: 'line:a', payload: {}, status, receivedAt: daysAgo(days) } });
const message = (
  cause: string,
  status: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown',
  days: number,
  personId: string | null = randomUUID(),
) =>
  db.outboxMessage.create({
    data: {
      channel: 'line',
      address: 'a',
      lane: 'line:a',
      purpose: 'answer',
      cause,
      personId,
      messages: [],
      retryKey: randomUUID(),
      status,
      createdAt: daysAgo(days),
    },
  });

test('what is settled is kept for ninety days, what is not is kept', async () => {
  for (const status of ['done', 'aside'] as const) {
    await event(`old ${status}`, status, 91);
    await event(`young ${status}`, status, 89);
  }
  for (const status of ['waiting', 'claimed'] as const) await event(status, status, 91);
  for (const status of ['sent', 'failed', 'unknown'] as const) {
    await message(`old ${status}`, status, 91);
    await message(`young ${status}`, status, 89);
  }
  for (const status of ['waiting', 'sending'] as const) await message(status, status, 91);
  expect(await deleteExpired(db)).toBe(5);
  const events = await db.inboxEvent.findMany({ select: { eventId: true } });
  const messages = await db.outboxMessage.findMany({ select: { cause: true } });
  expect(events.map(({ eventId }) => eventId).sort()).toEqual(['claimed', 'waiting', 'young aside', 'young done']);
  expect(messages.map(({ cause }) => cause).sort()).toEqual(['sending', 'waiting', 'young failed', 'young sent', 'young unknown']);
});

test('a link that is over goes, an open one stays', async () => {
  const { id } = await db.person.create({ data: { id: randomUUID() } });
  await db.exportLink.create({ data: { tokenHash: 'over', personId: id, expiresAt: daysAgo(0.001) } });
  await db.exportLink.create({ data: { tokenHash: 'open', personId: id, expiresAt: daysAgo(-0.001) } });
  expect(await deleteExpired(db)).toBe(1);
  expect(await db.exportLink.findMany()).toMatchObject([{ tokenHash: 'open' }]);
});

test('words to somebody who erased themselves go after a day', async () => {
  await message('good-bye', 'sent', 1.1, null);
  await message('fresh good-bye', 'sent', 0.9, null);
  expect(await deleteExpired(db)).toBe(1);
  expect(await db.outboxMessage.findMany({ where: { personId: null } })).toMatchObject([{ cause: 'fresh good-bye' }]);
});
