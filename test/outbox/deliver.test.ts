import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel, inTurn } from '../fakes/channel.ts';
import { fakeClock } from '../fakes/clock.ts';
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

describe('the way', () => {
  test('is a reply while the token is fresh', async () => {
    const id = await shop.put({ address: 'a', reply: ['token', 50_000] });
    shop.start();
    await shop.reaches(id, 'sent');
    expect(line.sent).toMatchObject([{ address: 'a', replyToken: 'token' }]);
  });

  test('is a push when its time is over', async () => {
    const id = await shop.put({ reply: ['token', -1] });
    shop.start();
    await shop.reaches(id, 'sent');
    expect(line.sent).toHaveLength(1);
    expect(line.sent[0]).not.toHaveProperty('replyToken');
  });

  test('is a push after the platform called the token stale', async () => {
    line.answer = inTurn({ type: 'stale-reply' });
    const id = await shop.put({ reply: ['token', 50_000] });
    shop.start();
    await shop.reaches(id, 'sent');
    expect(line.sent.map(({ replyToken }) => replyToken)).toEqual(['token', undefined]);
  });

  test('stays a push when a push that came too late for its token got no answer', async () => {
    line.answer = inTurn({ type: 'no-answer', reason: '500' });
    const id = await shop.put({ reply: ['token', -1] });
    shop.start();
    await until(async () => (await shop.read(id)).doubtful);
    await shop.hurry();
    await shop.reaches(id, 'sent');
    expect(line.sent.map(({ replyToken }) => replyToken)).toEqual([undefined, undefined]);
  });

  test('ends as unknown where a reply may have been shown and its token is too old to tell', async () => {
    line.answer = inTurn({ type: 'no-answer', reason: 'reset' });
    const id = await shop.put({ reply: ['token', 50_000] });
    shop.start();
    await until(async () => (await shop.read(id)).doubtful);
    await db.$executeRaw`UPDATE outbox_message SET reply_until = now() - interval '1 second', next_attempt_at = now()`;
    await shop.reaches(id, 'unknown');
    expect(line.sent).toHaveLength(1);
  });
});

describe('without an answer', () => {
  test('the same key and the same body are sent again', async () => {
    line.answer = inTurn({ type: 'no-answer', reason: '500' }, { type: 'no-answer', reason: 'reset' });
    const id = await shop.put();
    shop.start();
    for (const attempts of [1, 2]) {
      await until(async () => (await shop.read(id)).attempts === attempts && (await shop.statusOf(id)) === 'waiting');
      await shop.hurry();
    }
    await shop.reaches(id, 'sent');
    expect(line.sent).toHaveLength(3);
    expect(new Set(line.sent.map((delivery) => JSON.stringify(delivery))).size).toBe(1);
  });

  test('nothing is sent again where it could show twice', async () => {
    teams.answer = inTurn({ type: 'no-answer', reason: 'TimeoutError' });
    const id = await shop.put({ channel: 'teams' });
    shop.start();
    await shop.reaches(id, 'unknown');
    expect(teams.sent).toHaveLength(1);
    expect(await shop.read(id)).toMatchObject({ reason: 'TimeoutError', attempts: 1 });
    expect(await shop.parts.outbox.counts()).toEqual({ waiting: 0, unknown: 1 });
  });

  test('a channel that throws counts as one', async () => {
    teams.answer = () => {
      throw new Error('a fault of ours');
    };
    const id = await shop.put({ channel: 'teams' });
    shop.start();
    await shop.reaches(id, 'unknown');
  });

  test('five times in a row, the channel is left alone', async () => {
    teams.answer = () => ({ type: 'not-taken', reason: 'ECONNREFUSED' });
    for (let index = 0; index < 5; index += 1) await shop.put({ channel: 'teams' });
    shop.start();
    await until(async () => (await shop.parts.gate.paused()).get('teams') === 'silent');
    const id = await shop.put({ channel: 'teams' });
    const other = await shop.put();
    await shop.reaches(other, 'sent');
    expect(await shop.statusOf(id)).toBe('waiting');
  });
});

describe('a pause', () => {
  test('after 401 stops the channel and burns no attempt', async () => {
    line.answer = inTurn({ type: 'unauthorized' });
    const id = await shop.put({ reply: ['token', 50_000] });
    const other = await shop.put({ channel: 'teams' });
    shop.start();
    await shop.reaches(other, 'sent');
    await until(async () => (await shop.parts.gate.paused()).has('line'));
    await shop.reaches(id, 'waiting');
    expect(await shop.read(id)).toMatchObject({ attempts: 0, doubtful: false, replyToken: 'token' });
    const next = await shop.put({ reply: ['next', 50_000] });
    const later = await shop.put({ channel: 'teams' });
    await shop.reaches(later, 'sent');
    expect(await shop.statusOf(next)).toBe('waiting');
    await db.$executeRaw`UPDATE channel_gate SET paused_until = now()`;
    await shop.hurry();
    await shop.reaches(id, 'sent');
    await shop.reaches(next, 'sent');
  });

  test.each<SendOutcome>([{ type: 'throttled', retryAfterMs: 60_000 }, { type: 'quota' }])(
    'after $type of a push leaves replies alone',
    async (outcome) => {
      line.answer = ({ replyToken }) => (replyToken ? { type: 'accepted' } : outcome);
      const push = await shop.put({ address: 'a', text: 'ก่อน' });
      shop.start();
      await until(async () => (await shop.parts.gate.paused()).has('line:push'));
      const [other, same] = [
        await shop.put({ reply: ['t1', 50_000] }),
        await shop.put({ address: 'a', reply: ['t2', 50_000], text: 'หลัง' }),
      ];
      await shop.reaches(other, 'sent');
      await shop.reaches(same, 'sent');
      expect(await shop.read(push)).toMatchObject({ status: 'waiting', attempts: 0 });
    },
  );
});

test('a refused page is split down to the one bad address', async () => {
  line.answer = ({ recipients = [], address }) =>
    [...recipients, address].includes('bad') ? { type: 'refused', reason: '400' } : { type: 'accepted' };
  const broadcast = await db.broadcast.create({
    data: { id: crypto.randomUUID(), message: [], audience: {}, status: 'sending', frozenAt: new Date(), estimate: {} },
  });
  const all = ['a', 'b', 'c', 'bad', 'd', 'e', 'f'];
  const page = await shop.put({ purpose: 'broadcast', recipients: all, broadcastId: broadcast.id, text: 'ประกาศ' });
  shop.start();
  const unsettled = () => db.outboxMessage.count({ where: { status: { in: ['waiting', 'sending'] } } });
  await until(async () => (await unsettled()) === 0);
  const reached = (status: 'sent' | 'failed') =>
    db.outboxMessage
      .findMany({ where: { status, id: { not: page } } })
      .then((rows) => rows.flatMap((row) => (row.recipients as string[]) ?? [row.address]));
  expect((await reached('sent')).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(await db.outboxMessage.findMany({ where: { status: 'failed', reason: '400' } })).toMatchObject([
    { address: 'bad', recipients: null },
  ]);
  expect(texts().every((text) => text === 'ประกาศ')).toBe(true);
  expect(new Set(line.sent.map(({ retryKey }) => retryKey)).size).toBe(line.sent.length);
});

test('who blocked the bot is marked as gone', async () => {
  teams.answer = () => ({ type: 'gone', reason: '403 MessageWritesBlocked' });
  await db.person.create({
    data: { id: crypto.randomUUID(), identities: { create: { id: crypto.randomUUID(), channel: 'teams', address: 'blocker' } } },
  });
  const id = await shop.put({ channel: 'teams', address: 'blocker' });
  shop.start();
  await shop.reaches(id, 'failed');
  expect(await db.identity.findFirst({ where: { address: 'blocker' } })).toMatchObject({ status: 'gone' });
});

test('a reminder in the quiet hours goes out at eight in the morning, and the wait is no attempt', async () => {
  const nudge = await shop.put({ purpose: 'nudge' });
  // Far ahead, for the database has a clock of its own.
  const night = fakeClock('2126-11-20T14:00:00Z');
  shop.start({ clock: night });
  await until(async () => (await shop.read(nudge)).reason === 'quiet hours');
  expect(await shop.read(nudge)).toMatchObject({ status: 'waiting', attempts: 0, nextAttemptAt: new Date('2126-11-21T01:00:00Z') });
  expect(line.sent).toEqual([]);
  night.set('2126-11-21T01:00:00Z');
  await shop.hurry();
  await shop.reaches(nudge, 'sent');
});

test('stopping waits for the send in hand', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  line.answer = async () => {
    await held;
    return { type: 'accepted' };
  };
  const id = await shop.put();
  const deliverer = shop.start();
  await until(() => line.sent.length === 1);
  const stopped = deliverer.stop();
  release();
  await stopped;
  expect(await shop.statusOf(id)).toBe('sent');
});
