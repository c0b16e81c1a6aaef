/** What claims read: in proportion to what they claim, by plans made at the worst moment, when nothing waited. */
import { afterAll, expect, it } from 'vitest';
import { inboxStore } from '../../src/bot/inbox-store.ts';
import { connect, type Database } from '../../src/db/client.ts';
import { makeLog } from '../../src/lib/log.ts';
import { outboxStore } from '../../src/outbox/store.ts';
import { testDatabase } from '../database.ts';

/** One connection each: statements keep their plans with it, and it counts what it reads. */
const [empty, counted] = [(await testDatabase()).url, (await testDatabase()).url].map((url) => connect(url, 1, makeLog('silent')));
afterAll(() => Promise.all([empty?.$disconnect(), counted?.$disconnect()]));

/** From the sixth time on a statement may keep its plan. */
const OFTEN = 8;
const LIMIT = 10;
const PEOPLE = 3_000;
/** Rows and entries of indexes for each claimed row, both tables together. */
const MOST_READ_FOR_EACH = 30;

it('tables that were empty', () => expectFewReads(empty));

it('tables that were counted when all was done', async () => {
  if (counted) await fill(counted, { event: 'done', message: 'sent' });
  await counted?.$executeRawUnsafe('ANALYZE');
  await expectFewReads(counted);
});

async function expectFewReads(db: Database | undefined): Promise<void> {
  if (!db) throw new Error('there is no database');
  const [inbox, outbox] = [inboxStore(db), outboxStore(db)];
  for (let time = 0; time < OFTEN; time += 1) {
    await inbox.claim(LIMIT);
    await outbox.finish(await outbox.claim(['line'], [], LIMIT), 'sent');
  }
  await fill(db, { event: 'done', message: 'sent' });
  await fill(db, { event: 'waiting', message: 'waiting' });

  const start = await readSoFar(db);
  await inbox.claim(LIMIT);
  const afterEvents = await readSoFar(db);
  const rows = await outbox.claim(['line'], [], LIMIT);
  const afterMessages = await readSoFar(db);
  await outbox.finish(rows, 'sent');
  const end = await readSoFar(db);
  expect(rows).toHaveLength(LIMIT);
  for (const read of [afterEvents - start, afterMessages - afterEvents, end - afterMessages])
    expect(read).toBeLessThan(LIMIT * MOST_READ_FOR_EACH);
}

/** An event and a message for each person. */
async function fill(db: Database, { event, message }: { event: string; message: string }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO inbox_event (channel, event_id, lane, payload, status)
    SELECT 'line', gen_random_uuid()::text, 'line:' || n, '{}', ${event}::inbox_status FROM generate_series(1, ${PEOPLE}) n`;
  await db.$executeRaw`
    INSERT INTO outbox_message (channel, address, lane, purpose, cause, messages, retry_key, status)
    SELECT 'line', n, 'line:' || n, 'answer', gen_random_uuid(), '[{"text":"ตอบ"}]', gen_random_uuid(), ${message}::outbox_status
    FROM generate_series(1, ${PEOPLE}) n`;
}

/** Rows of tables and entries of indexes that were read. */
async function readSoFar(db: Database): Promise<number> {
  await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
  const [row] = await db.$queryRaw<{ read: number }[]>`
    SELECT ((SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('inbox_event', 'outbox_message'))
      + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ('inbox_event', 'outbox_message')))::int AS read`;
  return row?.read ?? 0;
}
