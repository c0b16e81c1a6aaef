/** Reminders on the database: who gets one, when, and how often. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { nudgeDraft } from '../../dialogs/nudge.ts';
import { toMessage } from '../../src/dialog/draft.ts';
import { messagesSchema } from '../../src/dialog/message.ts';
import { decodePress } from '../../src/dialog/press.ts';
import { planNudges } from '../../src/nudge/plan.ts';
import { nudgeStore } from '../../src/nudge/store.ts';
import { openHouse } from '../bot/house.ts';
import { buttonsOf } from '../chat.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { openShop } from '../outbox/shop.ts';
import { until } from '../until.ts';

const { db } = await testDatabase();
const house = await openHouse(db);
const bangkok = (text: string) => new Date(`${text}+07:00`);
const plan = (now: string) =>
  planNudges({ nudges: nudgeStore(db), word: (due) => toMessage(nudgeDraft(due), due.language, undefined) }, bangkok(now));
const nudgesTo = (address: string) => db.outboxMessage.findMany({ where: { address, purpose: 'nudge' }, orderBy: { id: 'asc' } });

/** Somebody who answered one of five questions and went away. */
async function leaveOpen(address: string, at = '2026-11-19T15:00:00'): Promise<void> {
  house.clock.set(bangkok(at));
  await house.tell('ทำแบบทดสอบ', address);
  await house.press('ความปลอดภัยออนไลน์', address);
  await house.press('ก', address);
}

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM outbox_message`;
  await db.$executeRaw`DELETE FROM person`;
});

describe('who left a quiz open', () => {
  test('is reminded the next day from their hour on, once', async () => {
    await leaveOpen('a');
    expect(await plan('2026-11-19T19:00:00')).toBe(0);
    expect(await plan('2026-11-20T08:50:00')).toBe(0);
    expect(await plan('2026-11-20T09:00:00')).toBe(1);
    expect(await plan('2026-11-20T09:10:00')).toBe(0);
    expect(await plan('2026-11-20T19:50:00')).toBe(0);
    expect(await nudgesTo('a')).toHaveLength(1);
  });

  test('is reminded at the hour of their own', async () => {
    await leaveOpen('a');
    await db.$executeRaw`UPDATE profile SET reminder_hour = 17`;
    expect(await plan('2026-11-20T16:59:00')).toBe(0);
    expect(await plan('2026-11-20T17:00:00')).toBe(1);
  });

  test('is told how far they have come, with a way on and a way to stop', async () => {
    await leaveOpen('a');
    await plan('2026-11-20T09:00:00');
    const [row] = await nudgesTo('a');
    const [message] = messagesSchema.parse(row?.messages);
    expect(message?.text).toContain('ทำไปแล้ว 1 จาก 5 ข้อ');
    expect(message?.card?.progress).toEqual({ at: 1, of: 5 });
    const presses = message ? buttonsOf(message).map((button) => ('press' in button ? decodePress(button.press) : undefined)) : [];
    expect(presses).toEqual([
      { to: 'command', command: 'resume', arg: '' },
      { to: 'command', command: 'reminders', arg: 'off' },
    ]);
    expect(row).toMatchObject({ purpose: 'nudge', lane: 'line:a', replyToken: null });
  });

  test('is reminded once also when two plan at the same time', async () => {
    for (const address of ['a', 'b', 'c']) await leaveOpen(address);
    const planned = await Promise.all([1, 2, 3].map(() => plan('2026-11-20T09:00:00')));
    expect(planned.reduce((sum, count) => sum + count)).toBe(3);
    expect(await db.nudge.count()).toBe(3);
    expect(await db.outboxMessage.count({ where: { purpose: 'nudge' } })).toBe(3);
  });

  test('is left in peace after three reminders without a sign of life, until there is one', async () => {
    await leaveOpen('a');
    const counts = [];
    for (const day of [20, 21, 22, 23, 24]) counts.push(await plan(`2026-11-${day}T09:00:00`));
    expect(counts).toEqual([1, 1, 1, 0, 0]);
    house.clock.set(bangkok('2026-11-24T12:00:00'));
    await house.tell('เมนู', 'a');
    expect(await plan('2026-11-25T09:00:00')).toBe(1);
  });

  test('is not reminded after pressing "stop", nor after coming back to finish', async () => {
    await leaveOpen('stopper');
    await leaveOpen('finisher');
    await plan('2026-11-20T09:00:00');
    house.clock.set(bangkok('2026-11-20T10:00:00'));
    await house.press('หยุดเตือน', 'stopper');
    await house.press('ทำต่อ', 'finisher');
    for (const letter of ['ก', 'ข', 'ค', 'ง']) await house.press(letter, 'finisher');
    expect(await plan('2026-11-21T09:00:00')).toBe(0);
  });

  test('and went away cannot be reached', async () => {
    await leaveOpen('a');
    await house.hear({ type: 'left' }, 'a');
    await house.settle();
    expect(await plan('2026-11-20T09:00:00')).toBe(0);
  });
});

test('who left nothing open is not reminded', async () => {
  await house.tell('เมนู', 'a');
  expect(await plan('2026-11-20T09:00:00')).toBe(0);
});

test('a pass over many pages reaches everybody, and stops at the signal', async () => {
  await db.$executeRaw`
    WITH people AS (INSERT INTO person (id) SELECT gen_random_uuid() FROM generate_series(1, 450) RETURNING id),
      profiles AS (INSERT INTO profile (person_id) SELECT id FROM people),
      identities AS (INSERT INTO identity (id, person_id, channel, address, kind) SELECT gen_random_uuid(), id, 'line', id::text, 'person' FROM people)
    INSERT INTO attempt (id, person_id, length, started_at, touched_at) SELECT gen_random_uuid(), id, 5, ${bangkok('2026-11-19T15:00:00')}, ${bangkok('2026-11-19T15:00:00')} FROM people`;
  const word = () => ({ text: 'x' });
  expect(await planNudges({ nudges: nudgeStore(db), word }, bangkok('2026-11-20T09:00:00'), AbortSignal.abort())).toBe(0);
  expect(await planNudges({ nudges: nudgeStore(db), word }, bangkok('2026-11-20T09:00:00'))).toBe(450);
});

describe('a reminder that is late on its way', () => {
  const line = fakeChannel();
  const shop = openShop(db, [line]);
  afterAll(() => shop.stop());

  test('waits for the morning', async () => {
    await leaveOpen('a');
    await db.$executeRaw`DELETE FROM outbox_message`;
    await plan('2026-11-20T19:59:59');
    shop.start({ clock: { now: () => bangkok('2026-11-20T20:00:00') } });
    const held = async () => (await nudgesTo('a'))[0];
    await until(async () => (await held())?.reason === 'quiet hours');
    expect((await held())?.nextAttemptAt).toEqual(bangkok('2026-11-21T08:00:00'));
    expect(line.sent).toEqual([]);
  });
});
