import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeAccept } from '../../src/bot/accept.ts';
import { type InboxStore, inboxStore } from '../../src/bot/inbox-store.ts';
import type { Inbound } from '../../src/channels/channel.ts';
import { connect } from '../../src/db/client.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();

const event = (text: string, eventId: string = randomUUID()): Inbound => ({
  channel: 'line',
  eventId,
  address: 'somebody',
  kind: 'person',
  input: { type: 'text', text },
  at: new Date().toISOString(),
});
const requestOf = (...events: Inbound[]) => ({ events, setAside: [] });

/** An inbox that counts its commits. */
function counted(inbox: InboxStore) {
  const store = {
    commits: 0,
    accept(request: Parameters<InboxStore['accept']>[0]) {
      store.commits += 1;
      return inbox.accept(request);
    },
  };
  return store;
}

const textsStored = async () =>
  (await db.inboxEvent.findMany({ orderBy: { id: 'asc' } })).map(
    ({ payload }) => (payload as unknown as { input: { text: string } }).input.text,
  );

test('requests that come together share commits, and keep their order', async () => {
  const store = counted(inboxStore(db));
  const accept = makeAccept(store);
  const texts = Array.from({ length: 40 }, (_, index) => `${index}`);
  await Promise.all(texts.map((text) => accept(requestOf(event(text)))));
  expect(await textsStored()).toEqual(texts);
  expect(store.commits).toBe(2);
});

test('an event that the database cannot hold fails its own request alone', async () => {
  await db.inboxEvent.deleteMany();
  const accept = makeAccept(inboxStore(db));
  const requests = [requestOf(event('ก')), requestOf(event('ข')), requestOf(event('ค', 'with a NUL \0')), requestOf(event('ง'))];
  const outcomes = await Promise.allSettled(requests.map(accept));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await textsStored()).toEqual(['ก', 'ข', 'ง']);
});

test('a database that is away is told to all at once, without asking for each', async () => {
  const away = connect('postgresql://postgres@127.0.0.1:1/none', 2, makeLog('silent'));
  const store = counted(inboxStore(away));
  const accept = makeAccept(store);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => accept(requestOf(event('ก')))));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect(store.commits).toBe(2);
  await away.$disconnect();
});
