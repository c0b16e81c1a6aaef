import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PageForm } from '../../src/broadcast/page-store.ts';
import { broadcastStore } from '../../src/broadcast/store.ts';
import { enqueue, outboxStore } from '../../src/outbox/store.ts';
import { testDatabase } from '../database.ts';
import { makePeople } from './people.ts';

const { db } = await testDatabase();
const broadcasts = broadcastStore(db);
const outbox = outboxStore(db);
const oneByOne = (): PageForm => ({ perSend: 1, sends: 2 });

async function begin(): Promise<string> {
  const id = randomUUID();
  await broadcasts.create(id, [{ text: 'ประกาศ' }], { channel: ['teams'] }, { teams: 0 }, new Date());
  return id;
}

test('a broadcast is not done while a page of it waits, whoever planned that page', async () => {
  await makePeople(db, 2, ['teams']);
  const id = await begin();
  expect(await broadcasts.planPage(id, oneByOne)).toEqual({ type: 'page', people: 2 });
  expect(await broadcasts.planPage(id, oneByOne)).toEqual({ type: 'end' });
  await outbox.finish(await outbox.claim(['teams'], [], 10), 'sent');
  expect(await broadcasts.planPage(id, oneByOne)).toEqual({ type: 'done' });
  expect(await broadcasts.progress(id)).toEqual({ status: 'done', planned: 2, sent: 2, failed: 0, unknown: 0 });
});

test('two processes that plan at once put each person into the outbox once', async () => {
  await makePeople(db, 40, ['teams'], 'service', 100);
  const id = await begin();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while ((await broadcasts.planPage(id, oneByOne)).type === 'page');
    }),
  );
  const planned = await db.recipient.groupBy({ by: ['personId'], where: { broadcastId: id } });
  expect(planned).toHaveLength(42);
  expect(await db.outboxMessage.count({ where: { broadcastId: id } })).toBe(42);
});

test('a paused broadcast holds nobody’s answer back', async () => {
  await db.outboxMessage.deleteMany();
  const id = await begin();
  await broadcasts.planPage(id, oneByOne);
  const waiting = await db.outboxMessage.findFirstOrThrow({ where: { broadcastId: id } });
  await broadcasts.setStatus(id, ['sending'], 'paused');
  await enqueue(db, [{ channel: 'teams', address: waiting.address, purpose: 'nudge', cause: 'answer', messages: [{ text: 'คำตอบ' }] }]);
  expect((await outbox.claim(['teams'], [], 10)).map((row) => row.cause)).toEqual(['answer']);
});

test('a page of several sends reaches each person once, on the address they have had longest', async () => {
  await db.outboxMessage.deleteMany();
  await db.person.deleteMany();
  await makePeople(db, 7, ['teams']);
  const [first] = await db.identity.findMany({ orderBy: { personId: 'asc' } });
  await db.identity.create({ data: { id: randomUUID(), personId: first?.personId ?? '', channel: 'teams', address: 'newer' } });
  const id = await begin();
  const pages = async () => (await broadcasts.planPage(id, () => ({ perSend: 2, sends: 3 }))).type;
  expect([await pages(), await pages(), await pages()]).toEqual(['page', 'page', 'end']);
  const rows = await db.outboxMessage.findMany({ orderBy: { id: 'asc' } });
  const sizes = rows.map(({ recipients }) => (recipients as string[]).length);
  expect(sizes.sort()).toEqual([1, 2, 2, 2]);
  expect(rows.flatMap(({ recipients }) => recipients as string[]).sort()).toEqual(
    Array.from({ length: 7 }, (_, index) => `teams-${index}`),
  );
});

test('who was reached on an earlier channel is not reached again when that address has gone', async () => {
  await db.person.deleteMany();
  await makePeople(db, 1, ['line', 'teams']);
  const id = randomUUID();
  await broadcasts.create(id, [{ text: 'ประกาศ' }], { channel: ['line', 'teams'] }, {}, new Date());
  await broadcasts.planPage(id, oneByOne);
  await db.identity.updateMany({ where: { channel: 'line' }, data: { status: 'gone' } });
  await broadcasts.planPage(id, oneByOne);
  expect(await db.recipient.findMany({ where: { broadcastId: id }, select: { channel: true } })).toEqual([{ channel: 'line' }]);
  expect(await db.outboxMessage.count({ where: { broadcastId: id } })).toBe(1);
});
