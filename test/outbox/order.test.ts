/** What one person is told comes in order, and waits for nothing that may take long. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { fakeChannel, inTurn } from '../fakes/channel.ts';
import { until } from '../until.ts';
import { openShop } from './shop.ts';

const { db } = await testDatabase();
const line = fakeChannel();
const teams = fakeChannel({ name: 'teams', bundle: 1, recipientsPerSend: 1, idempotent: () => false });
const shop = openShop(db, [line, teams]);

beforeEach(async () => {
  line.sent.length = 0;
  teams.sent.length = 0;
  line.answer = teams.answer = () => ({ type: 'accepted' });
  await shop.clear();
});
afterEach(() => shop.stop());

const texts = (channel = line) => channel.sent.map(({ messages }) => messages[0]?.text);

test('order is kept for one person, whatever the number of senders', async () => {
  let inHand = 0;
  let most = 0;
  line.answer = async () => {
    inHand += 1;
    most = Math.max(most, inHand);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inHand -= 1;
    return { type: 'accepted' };
  };
  const ids = [];
  for (const text of ['1', '2', '3', '4', '5']) ids.push(await shop.put({ address: 'one', text }));
  shop.start();
  shop.start();
  await shop.reaches(ids.at(-1) ?? 0n, 'sent');
  expect(texts()).toEqual(['1', '2', '3', '4', '5']);
  expect(most).toBe(1);
});

test('a message waits for one that is tried again', async () => {
  line.answer = inTurn({ type: 'no-answer', reason: '500' });
  const first = await shop.put({ address: 'one', text: 'first' });
  await shop.put({ address: 'one', text: 'second' });
  shop.start();
  await until(async () => (await shop.read(first)).doubtful);
  await shop.hurry();
  await until(() => line.sent.length === 3);
  expect(texts()).toEqual(['first', 'first', 'second']);
});

test('order makes nobody wait for a reminder that waits for the morning', async () => {
  const nudge = await shop.put({ address: 'one', purpose: 'nudge' });
  await db.$executeRaw`UPDATE outbox_message SET next_attempt_at = now() + interval '8 hours' WHERE id = ${nudge}`;
  const answer = await shop.put({ address: 'one' });
  shop.start();
  await shop.reaches(answer, 'sent');
  expect(await shop.statusOf(nudge)).toBe('waiting');
});

test('order makes nobody wait for a broadcast that is paused', async () => {
  const broadcast = await db.broadcast.create({
    data: { id: crypto.randomUUID(), message: [], audience: {}, status: 'paused', frozenAt: new Date(), estimate: {} },
  });
  const page = await shop.put({ address: 'one', channel: 'teams', purpose: 'broadcast', broadcastId: broadcast.id });
  const answer = await shop.put({ address: 'one', channel: 'teams' });
  shop.start();
  await shop.reaches(answer, 'sent');
  expect(await shop.statusOf(page)).toBe('waiting');
  await db.broadcast.update({ where: { id: broadcast.id }, data: { status: 'sending' } });
  await shop.reaches(page, 'sent');
});
