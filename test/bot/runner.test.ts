import { afterEach, expect, test } from 'vitest';
import { type Runner, type RunnerParts, runTurns } from '../../src/bot/runner.ts';
import { takeTurn } from '../../src/bot/turn.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { until } from '../until.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db);

const running: Runner[] = [];
const start = (more: Partial<RunnerParts> = {}): Runner => {
  const runner = runTurns({ ...house.parts, ...more });
  running.push(runner);
  return runner;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
});

const statusOf = async (lane: string): Promise<string[]> =>
  (await db.inboxEvent.findMany({ where: { lane }, orderBy: { id: 'asc' } })).map((event) => event.status);
const allEnded = async () => (await db.inboxEvent.count({ where: { status: { in: ['waiting', 'claimed'] } } })) === 0;
const expire = () => db.$executeRaw`UPDATE inbox_event SET lease_until = now() - interval '1 second' WHERE status = 'claimed'`;

test('two runners handle each event once, and several people get their turns in the order they spoke', async () => {
  const people = Array.from({ length: 6 }, (_, index) => `many-${index}`);
  for (const text of ['สวัสดี', 'เมนู', 'ตั้งค่า']) for (const address of people) await house.hear({ type: 'text', text }, address);
  start();
  start();
  await until(allEnded, 'all events are handled');
  const events = await db.inboxEvent.findMany({ where: { lane: { startsWith: 'line:many-' } } });
  expect(events.map((event) => [event.status, event.attempts])).toEqual(events.map(() => ['done', 1]));
  for (const address of people) {
    const rows = await db.outboxMessage.findMany({ where: { address }, orderBy: { id: 'asc' } });
    const mine = events.filter((event) => event.lane === `line:${address}`).sort((a, b) => Number(a.id - b.id));
    expect(rows.map((row) => row.cause)).toEqual(mine.map((event) => `event:${event.id}:0`));
    expect(await db.session.findFirst({ where: { person: { identities: { some: { address } } } } })).toMatchObject({ revision: 3 });
  }
});

test('two first messages of one person, at once, make one person who is told the notice once', async () => {
  const events = await Promise.all([1, 2].map(() => house.hear({ type: 'text', text: 'DCIO มีหน้าที่อะไร' }, 'newcomer')));
  const claimed = await Promise.all(events.map((event) => house.claimById(event.eventId)));
  expect(await Promise.all(claimed.map((event) => takeTurn(house.parts, event)))).toEqual(['answered', 'answered']);
  const identities = await db.identity.findMany({ where: { address: 'newcomer' } });
  expect(identities).toHaveLength(1);
  expect(await db.session.findMany({ where: { personId: identities[0]?.personId ?? '' } })).toMatchObject([{ revision: 2 }]);
  const notices = (await house.said('newcomer')).filter((message) => message.card?.title === 'สวัสดี ยินดีต้อนรับ');
  expect(notices).toHaveLength(1);
});

test('one person waits for a slow turn of theirs, the others do not', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const find: RunnerParts['find'] = (personId) => async (query, context) => {
    if (query.what === 'answer' && query.question.startsWith('ช้า')) await held;
    return house.parts.find(personId)(query, context);
  };
  await house.hear({ type: 'text', text: 'ช้ามาก' }, 'slow');
  await house.hear({ type: 'text', text: 'เมนู' }, 'slow');
  await house.hear({ type: 'text', text: 'เมนู' }, 'quick');
  start({ find });
  start({ find });
  await until(async () => (await statusOf('line:quick'))[0] === 'done', 'the quick one is answered');
  expect(await statusOf('line:slow')).toEqual(['claimed', 'waiting']);
  release();
  await until(allEnded);
  const rows = await db.outboxMessage.findMany({ where: { address: 'slow' }, orderBy: { id: 'asc' } });
  expect(rows.map((row) => row.cause)).toEqual(rows.map((row) => row.cause).toSorted());
  expect(rows.length).toBeGreaterThan(1);
});

test('an event whose runner died is taken up by another, and the late write of the first is refused', async () => {
  await house.hear({ type: 'text', text: 'เมนู' }, 'crash');
  const [first] = await house.inbox.claim(1);
  expect(await house.inbox.claim(1)).toEqual([]);
  await expire();
  start();
  await until(allEnded);
  if (!first) throw new Error('nothing was claimed');
  expect(await takeTurn(house.parts, first)).toBe('lost');
  expect(await db.outboxMessage.count({ where: { address: 'crash' } })).toBe(1);
});

test('a late write that would answer a quiz again is refused, too', async () => {
  await house.tell('ทำแบบทดสอบ', 'crash-quiz');
  await house.press('ความปลอดภัยออนไลน์', 'crash-quiz');
  await house.hear({ type: 'press', data: await house.buttonOf('ก', 'crash-quiz') }, 'crash-quiz');
  const [first] = await house.inbox.claim(1);
  await expire();
  const [second] = await house.inbox.claim(1);
  if (!first || !second) throw new Error('nothing was claimed');
  expect(await takeTurn(house.parts, second)).toBe('answered');
  expect(await takeTurn(house.parts, first)).toBe('lost');
  expect(await db.response.count({ where: { attempt: { person: { identities: { some: { address: 'crash-quiz' } } } } } })).toBe(1);
});

test('an event that fails three times is set aside with its reason; its neighbours go on', async () => {
  const find: RunnerParts['find'] = (personId) => async (query, context) => {
    if (query.what === 'answer' && query.question === 'ยาพิษ') throw new Error('cannot digest this');
    return house.parts.find(personId)(query, context);
  };
  await house.hear({ type: 'text', text: 'ยาพิษ' }, 'poisoned');
  await house.hear({ type: 'text', text: 'เมนู' }, 'poisoned');
  await house.hear({ type: 'text', text: 'เมนู' }, 'healthy');
  start({ find });
  await until(allEnded);
  const [poison, after] = await db.inboxEvent.findMany({ where: { lane: 'line:poisoned' }, orderBy: { id: 'asc' } });
  expect(poison).toMatchObject({ status: 'aside', attempts: 3, reason: 'Error: cannot digest this' });
  expect(after).toMatchObject({ status: 'done' });
  expect(await statusOf('line:healthy')).toEqual(['done']);
});

test('a fault of the database costs an event no attempt, however long it lasts', async () => {
  let faults = 0;
  const find: RunnerParts['find'] = (personId) => async (query, context) => {
    if (query.what === 'answer' && query.question === 'ดิสก์เต็ม' && faults < 5) {
      faults += 1;
      await db.$executeRawUnsafe("DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$");
    }
    return house.parts.find(personId)(query, context);
  };
  await house.hear({ type: 'text', text: 'ดิสก์เต็ม' }, 'unlucky');
  start({ find });
  await until(allEnded);
  expect(faults).toBe(5);
  expect(await db.inboxEvent.findFirst({ where: { lane: 'line:unlucky' } })).toMatchObject({ status: 'done', attempts: 1, reason: null });
});

test('a stored event that cannot be read any more is set aside; its neighbours go on', async () => {
  await db.$executeRaw`INSERT INTO inbox_event (channel, event_id, lane, payload) VALUES ('line', 'odd', 'line:odd', '{"form":"of another age"}')`;
  await house.hear({ type: 'text', text: 'เมนู' }, 'beside-odd');
  start();
  await until(allEnded);
  expect(await db.inboxEvent.findFirst({ where: { eventId: 'odd' } })).toMatchObject({
    status: 'aside',
    reason: expect.stringMatching(/./),
  });
  expect(await statusOf('line:beside-odd')).toEqual(['done']);
});

test('a person whose session cannot be read any more holds nobody else up, and hears an apology', async () => {
  await house.tell('เมนู', 'muddled');
  const identity = await db.identity.findFirstOrThrow({ where: { address: 'muddled' } });
  await db.session.update({ where: { personId: identity.personId }, data: { stack: 'no stack' } });
  await house.hear({ type: 'text', text: 'เมนู' }, 'muddled');
  await house.hear({ type: 'text', text: 'เมนู' }, 'beside-muddled');
  start();
  await until(allEnded);
  expect(await statusOf('line:muddled')).toEqual(['done', 'aside']);
  expect(await statusOf('line:beside-muddled')).toEqual(['done']);
  const said = await db.outboxMessage.findMany({ where: { address: 'muddled' }, orderBy: { id: 'desc' } });
  expect(JSON.stringify(said[0]?.messages)).toContain('ขออภัย');
});

test('stopping finishes the turns in hand and takes no more', async () => {
  let entered = () => {};
  let release = () => {};
  const isIn = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const find: RunnerParts['find'] = (personId) => async (query, context) => {
    entered();
    await held;
    return house.parts.find(personId)(query, context);
  };
  await house.hear({ type: 'text', text: '70:20:10 คืออะไร' }, 'stopping');
  const runner = start({ find });
  await isIn;
  const stopped = runner.stop();
  await house.hear({ type: 'text', text: 'เมนู' }, 'too-late-for-this-one');
  release();
  await stopped;
  expect(await statusOf('line:stopping')).toEqual(['done']);
  expect(await statusOf('line:too-late-for-this-one')).toEqual(['waiting']);
  await house.settle();
});

test('who waits long is shown that an answer is on its way, and its failing harms nothing', async () => {
  const shown: string[] = [];
  const thinking = async ({ address }: { address: string }) => {
    shown.push(address);
    throw new Error('no animation today');
  };
  const find: RunnerParts['find'] = (personId) => async (query, context) => {
    await until(() => shown.length > 0);
    return house.parts.find(personId)(query, context);
  };
  await house.hear({ type: 'text', text: '70:20:10 คืออะไร' }, 'patient');
  start({ find, channels: new Map([['line', { ...fakeChannel(), thinking }]]) });
  await until(allEnded);
  expect(shown).toEqual(['patient']);
});
