/** What becomes of messages when a sender dies, the database is away, or a row cannot be read. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
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

const die = async () => {
  await shop.parts.outbox.claim(['line', 'teams'], [], 10);
  await shop.expire();
};

test('a dead sender leaves a push of LINE to others, under the same key', async () => {
  const id = await shop.put();
  const before = await shop.read(id);
  await die();
  shop.start();
  await until(async () => (await shop.read(id)).doubtful);
  await shop.hurry();
  await shop.reaches(id, 'sent');
  expect(line.sent).toMatchObject([{ retryKey: before.retryKey }]);
});

test('a dead sender leaves a late push to others, too, though it had a token once', async () => {
  const id = await shop.put({ reply: ['token', -1] });
  await die();
  shop.start();
  await until(async () => (await shop.read(id)).doubtful);
  await shop.hurry();
  await shop.reaches(id, 'sent');
});

test('a dead sender leaves a message to Teams unknown', async () => {
  const id = await shop.put({ channel: 'teams' });
  await die();
  shop.start();
  await shop.reaches(id, 'unknown');
  expect(teams.sent).toEqual([]);
});

test('a dead sender leaves a reply unknown whose token is over by now', async () => {
  const id = await shop.put({ reply: ['token', 50_000] });
  await die();
  await db.$executeRaw`UPDATE outbox_message SET reply_until = now() - interval '1 second'`;
  shop.start();
  await shop.reaches(id, 'unknown');
  expect(line.sent).toEqual([]);
});

test('a dead sender cannot settle a row any more that another has taken', async () => {
  const id = await shop.put();
  const [claimed] = await shop.parts.outbox.claim(['line'], [], 1);
  await shop.expire();
  await shop.parts.outbox.claimOrphans(1);
  if (!claimed) throw new Error('nothing was claimed');
  await shop.parts.outbox.finish([claimed], 'failed', 'too late');
  await shop.parts.outbox.putBack(claimed, new Date(), { reason: 'too late', doubtful: false });
  expect(await shop.read(id)).toMatchObject({ status: 'sending', reason: null });
});

/** A store whose `finish` finds the database away the first time, before or after it did its work. */
const faulty = (when: 'before' | 'after') => {
  let faults = 1;
  const { outbox } = shop.parts;
  const finish: typeof outbox.finish = async (...told) => {
    if (when === 'after') await outbox.finish(...told);
    if (faults-- > 0) throw new Error('Connection terminated unexpectedly');
    return outbox.finish(...told);
  };
  return { outbox: { ...outbox, finish } };
};

test.each(['before', 'after'] as const)(
  'a fault of the database %s an outcome is written does not leave a message unknown',
  async (when) => {
    const id = await shop.put({ channel: 'teams' });
    shop.start(faulty(when));
    await shop.reaches(id, 'sent');
    expect(teams.sent).toHaveLength(1);
  },
);

test('a stored message that cannot be read any more has failed, and holds nobody up', async () => {
  const odd = await shop.put({ address: 'odd' });
  await db.$executeRaw`UPDATE outbox_message SET messages = '[{"words":1}]'`;
  const [behind, other] = [await shop.put({ address: 'odd' }), await shop.put()];
  shop.start();
  await shop.reaches(other, 'sent');
  await shop.reaches(behind, 'sent');
  expect(await shop.read(odd)).toMatchObject({ status: 'failed', reason: 'unreadable message' });
  expect(line.sent).toHaveLength(2);
});
