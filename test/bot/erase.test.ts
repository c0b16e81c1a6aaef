/** Erasing: nothing that tells of the person is left in any table. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db);

/** The rows of every table whose text holds one of the words. */
async function traces(...words: string[]): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%'`;
  const counted = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM "${name}" t WHERE EXISTS (SELECT FROM unnest($1::text[]) w WHERE t::text LIKE '%' || w || '%')`,
        words,
      );
      return [name, row?.count ?? 0] as const;
    }),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** A person who has used everything. */
async function live(address: string): Promise<string> {
  await house.hear({ type: 'arrived' }, address);
  await house.settle();
  await house.tell('ผู้บริหาร', address);
  await house.tell('กองของสมชาย', address);
  await house.tell('ปีที่ 1-2', address);
  await house.tell('70:20:10 คืออะไร', address);
  await house.press('ไม่ตรงคำถาม', address);
  await house.press('ส่งให้เจ้าหน้าที่', address);
  await house.tell('ทำแบบทดสอบ', address);
  await house.press('ความปลอดภัยออนไลน์', address);
  await house.press('ก', address);
  await house.tell('ข้อมูลของฉัน', address);
  await house.press('ขอสำเนา', address);
  const { personId } = await db.identity.findFirstOrThrow({ where: { address } });
  await db.nudge.create({ data: { personId, day: new Date('2026-11-20'), kind: 'unfinished-quiz', decidedAt: new Date() } });
  // An apology after a fault of ours bears no person.
  const cause = `apology:${address}`;
  await db.outboxMessage.create({
    data: { channel: 'line', address, lane: `line:${address}`, purpose: 'answer', cause, messages: [], retryKey: randomUUID() },
  });
  return personId;
}

async function erase(address: string): Promise<void> {
  await house.tell('ข้อมูลของฉัน', address);
  await house.press('ลบข้อมูล', address);
  await house.press('ยืนยันลบ', address);
}

test('everything that was kept is gone: only the good-bye is on its way', async () => {
  const other = await live('neighbour-7');
  const person = await live('somchai-9');
  expect(Object.keys(await traces(person)).sort()).toEqual(
    [
      'attempt',
      'consent',
      'export_link',
      'feedback',
      'identity',
      'nudge',
      'outbox_message',
      'person',
      'profile',
      'session',
      'unanswered_question',
    ].sort(),
  );
  const before = await traces(other, 'neighbour-7');
  await erase('somchai-9');
  expect(await traces(person)).toEqual({});
  expect(await traces('somchai-9')).toEqual({ outbox_message: 1 });
  expect((await house.said('somchai-9')).map((message) => message.text)).toEqual([expect.stringContaining('ลบข้อมูลของคุณแล้ว')]);
  expect(await traces(other, 'neighbour-7')).toEqual(before);
});

test('who writes again is a stranger', async () => {
  const before = await live('comeback-3');
  await erase('comeback-3');
  await house.tell('เมนู', 'comeback-3');
  const { personId } = await db.identity.findFirstOrThrow({ where: { address: 'comeback-3' } });
  expect(personId).not.toBe(before);
  expect((await house.said('comeback-3')).some((message) => message.card?.title === 'สวัสดี ยินดีต้อนรับ')).toBe(true);
  expect(await db.profile.findUnique({ where: { personId } })).toMatchObject({ roleGroup: null, agency: null });
});

test('the copy is a link that says nothing about the person', async () => {
  await live('exporter-5');
  const text = JSON.stringify(await house.said('exporter-5'));
  const [url] = text.match(/https:\/\/taksa\.example\/export\/[\w-]{32}/) ?? [];
  expect(url).toBeDefined();
  expect(text).not.toContain('export.invalid');
  const token = url?.split('/').at(-1) ?? '';
  expect(await traces(token)).toEqual({ outbox_message: 1 });
});
