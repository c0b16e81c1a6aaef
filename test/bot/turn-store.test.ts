import { beforeEach, expect, test } from 'vitest';
import { type TurnWrite, writeTurn } from '../../src/bot/turn-store.ts';
import { Bug } from '../../src/lib/errors.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db);
const noFacts = async () => {
  throw new Bug('there are no facts here');
};
const write = (turn: TurnWrite) => writeTurn(db, fakeChannel(), noFacts, turn);

/** A turn without facts of somebody who is known: what is written in one statement. */
async function turnOf(address: string): Promise<TurnWrite> {
  await house.tell('DCIO มีหน้าที่อะไร', address);
  await db.outboxMessage.deleteMany();
  await house.hear({ type: 'text', text: 'สวัสดี' }, address);
  const [event] = await house.parts.inbox.claim(1);
  const person = await house.people.find('line', address);
  if (!event || !person) throw new Error('nobody said anything');
  return { event, person, profile: person.profile, stack: [], facts: [], messages: [{ text: 'สวัสดีครับ' }], now: new Date() };
}

const stateOf = async ({ event, person }: TurnWrite) => ({
  event: (await db.inboxEvent.findUniqueOrThrow({ where: { id: event.id } })).status,
  revision: (await db.session.findUniqueOrThrow({ where: { personId: person?.id ?? '' } })).revision,
  messages: await db.outboxMessage.count(),
});

beforeEach(async () => {
  await db.inboxEvent.deleteMany();
});

test('a turn ends its event, moves the session and queues its messages', async () => {
  const turn = await turnOf('written');
  expect(await write(turn)).toBe('written');
  expect(await stateOf(turn)).toEqual({ event: 'done', revision: 2, messages: 1 });
});

test('without the claim nothing is written', async () => {
  const turn = await turnOf('lost');
  await db.inboxEvent.updateMany({ data: { claim: '01a1fb1b-9827-738a-a3e4-51a56c87ea0a' } });
  expect(await write(turn)).toBe('lost');
  expect(await stateOf(turn)).toEqual({ event: 'claimed', revision: 1, messages: 0 });
});

test('where another turn moved the session first nothing is written, and the event stays claimed', async () => {
  const turn = await turnOf('outdated');
  await db.session.updateMany({ data: { revision: 7 } });
  expect(await write(turn)).toBe('outdated');
  expect(await stateOf(turn)).toEqual({ event: 'claimed', revision: 7, messages: 0 });
});

test('the same turn written several times at once has one effect', async () => {
  const turn = await turnOf('twice');
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => write(turn)));
  expect(outcomes.sort()).toEqual(['lost', 'lost', 'lost', 'written']);
  expect(await stateOf(turn)).toEqual({ event: 'done', revision: 2, messages: 1 });
});
