/** A quiz over real turns: what stays in the database of it. */
import { expect, test } from 'vitest';
import { takeTurn } from '../../src/bot/turn.ts';
import { itemSchema, keyIndex } from '../../src/quiz/item.ts';
import { testDatabase } from '../database.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db);
const LETTERS = ['ก', 'ข', 'ค', 'ง'] as const;

const attemptsOf = (address: string) =>
  db.attempt.findMany({
    where: { person: { identities: { some: { address } } } },
    orderBy: { startedAt: 'asc' },
    include: { responses: { orderBy: { position: 'asc' } } },
  });

async function begin(address: string): Promise<void> {
  house.clock.pass(1000);
  await house.tell('ทำแบบทดสอบ', address);
  await house.press('ความปลอดภัยออนไลน์', address);
}

test('every answer is kept as it is given, with what was shown', async () => {
  await begin('taker');
  const [begun] = await attemptsOf('taker');
  expect(begun).toMatchObject({ domain: 'SEC', status: 'open', length: 5, responses: [] });
  for (let position = 0; position < 5; position += 1) await house.press(LETTERS[position % 4] ?? 'ก', 'taker');
  const [attempt] = await attemptsOf('taker');
  expect(attempt).toMatchObject({ status: 'finished', finishedAt: house.clock.now() });
  expect(attempt?.responses.map((response) => response.position)).toEqual([1, 2, 3, 4, 5]);
  for (const { itemId, itemVersion, optionsOrder, chosen, correct, position, shownAt } of attempt?.responses ?? []) {
    const version = await db.quizItemVersion.findUniqueOrThrow({ where: { itemId_version: { itemId, version: itemVersion } } });
    expect(chosen).toBe(optionsOrder[(position - 1) % 4]);
    expect(correct).toBe(chosen === keyIndex(itemSchema.parse(version.content)));
    expect(shownAt).toEqual(house.clock.now());
  }
  expect(new Set(attempt?.responses.map((response) => response.itemId)).size).toBe(5);
});

test('the same press twice is one answer, and the second is told that the button is old', async () => {
  await begin('doubler');
  const data = await house.buttonOf('ก', 'doubler');
  const events = await Promise.all([1, 2].map(() => house.hear({ type: 'press', data }, 'doubler')));
  const claimed = await Promise.all(events.map((event) => house.claimById(event.eventId)));
  expect(await Promise.all(claimed.map((event) => takeTurn(house.parts, event)))).toEqual(['answered', 'answered']);
  expect((await attemptsOf('doubler'))[0]?.responses).toHaveLength(1);
  expect((await house.said('doubler')).filter((message) => message.text.startsWith('ปุ่มนี้มาจากข้อความก่อนหน้า'))).toHaveLength(1);
});

test('beginning another quiz closes the one that is open', async () => {
  await begin('hopper');
  await house.press('ก', 'hopper');
  house.clock.pass(1000);
  await house.tell('เมนู', 'hopper');
  await house.hear({ type: 'press', data: 'c|quiz|LAW' }, 'hopper');
  await house.settle();
  const attempts = await attemptsOf('hopper');
  expect(attempts.map(({ status, domain, responses }) => [status, domain, responses.length])).toEqual([
    ['left', 'SEC', 1],
    ['open', 'LAW', 0],
  ]);
});

test('a quiz goes on in another process, after a question in between and three weeks', async () => {
  await begin('returner');
  await house.press('ก', 'returner');
  await house.tell('70:20:10 คืออะไร', 'returner');
  const elsewhere = await openHouse(db);
  elsewhere.clock.set(new Date(house.clock.now().getTime() + 21 * 86_400_000));
  await elsewhere.tell('ทำต่อ', 'returner');
  await elsewhere.press('ข', 'returner');
  const attempts = await attemptsOf('returner');
  expect(attempts).toMatchObject([{ status: 'open', touchedAt: elsewhere.clock.now() }]);
  expect(attempts[0]?.responses.map((response) => response.position)).toEqual([1, 2]);
});

test('leaving it closes it as left', async () => {
  await begin('leaver');
  await house.press('เลิกทำชุดนี้', 'leaver');
  expect(await attemptsOf('leaver')).toMatchObject([{ status: 'left' }]);
});

test('an item that is taken out of the bank meanwhile does not stop the quiz', async () => {
  await begin('outlived');
  const session = await db.session.findFirstOrThrow({ where: { person: { identities: { some: { address: 'outlived' } } } } });
  const stack = session.stack as { state: { items: { id: string }[] } }[];
  await db.quizItem.delete({ where: { id: stack[0]?.state.items[1]?.id ?? '' } });
  const elsewhere = await openHouseWithout(stack[0]?.state.items[1]?.id ?? '');
  for (const letter of LETTERS) await elsewhere.press(letter, 'outlived');
  const [attempt] = await attemptsOf('outlived');
  expect(attempt?.status).toBe('finished');
  expect(attempt?.responses.map((response) => response.position)).toEqual([1, 3, 4, 5]);
});

/** Another process, whose bank never knew the item. */
async function openHouseWithout(id: string) {
  const elsewhere = await openHouse(db);
  await db.quizItem.delete({ where: { id } });
  return elsewhere;
}
