/** The web chat's memory: both sides as they stand in inbox and outbox, and the news of more. */
import { afterAll, expect, test } from 'vitest';
import { transcriptStore } from '../../src/bot/transcript-store.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { until } from '../until.ts';
import { openHouse } from './house.ts';

const { db, url } = await testDatabase();
const house = await openHouse(db, [fakeChannel({ name: 'web', bundle: 20 })]);
/** Two instances on one database. */
const [here, there] = [1, 2].map(() => transcriptStore(db, url, makeLog('silent')));
if (!here || !there) throw new Error('no instances');
afterAll(() => Promise.all([here.stop(), there.stop()]));

const web = { channel: 'web' } as const;
const linesOf = async (address: string) => (await here.history(address, 100)).map(({ from, messages }) => [from, messages[0]?.text ?? '']);

test('both sides stand in the order in which they spoke', async () => {
  const { eventId } = await house.hear({ type: 'text', text: 'เมนู' }, 'a', web);
  await house.settle();
  await house.hear({ type: 'press', data: 'c|help|', label: 'วิธีใช้' }, 'a', web);
  await house.settle();
  const lines = await linesOf('a');
  expect(lines.filter(([from]) => from === 'person')).toEqual([
    ['person', 'เมนู'],
    ['person', 'วิธีใช้'],
  ]);
  expect(lines.map(([from]) => from)).toEqual(['person', 'bot', 'person', 'bot']);
  const [first] = await here.history('a', 100);
  expect(first).toMatchObject({ id: eventId, messages: [{ text: 'เมนู' }] });
  expect(await here.history('a', 1)).toHaveLength(1);
  expect(await here.history('b', 100)).toEqual([]);
});

test('an arrival, forgotten words and a message that was never accepted are no lines', async () => {
  await house.hear({ type: 'arrived' }, 'quiet', web);
  await house.hear({ type: 'text', text: 'ลับ', messageId: 'm1' }, 'quiet', web);
  await house.settle();
  await house.hear({ type: 'unsent', messageId: 'm1' }, 'quiet', web);
  await house.settle();
  await db.$executeRaw`UPDATE outbox_message SET status = 'failed' WHERE address = 'quiet'`;
  expect(await linesOf('quiet')).toEqual([]);
});

test('the language is the person’s, and Thai before', async () => {
  expect(await here.language('speaker')).toBe('th');
  await house.tell('hello', 'speaker', { ...web, locale: 'en-GB' });
  expect(await here.language('speaker')).toBe('en');
});

test('news reach those who watch, on every instance, and nobody else', async () => {
  const woken = { here: 0, there: 0, other: 0 };
  const stopWatching = here.watch('reader', () => {
    woken.here += 1;
  });
  there.watch('reader', () => {
    woken.there += 1;
  });
  // Both listen when their first news come; these may come to all.
  await until(async () => {
    await here.announce('reader');
    return woken.here > 0 && woken.there > 0;
  });
  there.watch('other', () => {
    woken.other += 1;
  });
  const before = { ...woken };
  await there.announce('reader');
  await until(() => woken.here > before.here && woken.there > before.there);
  expect(woken.other).toBe(0);
  stopWatching();
  const stopped = woken.here;
  const later = woken.there;
  await here.announce('reader');
  await until(() => woken.there > later);
  expect(woken.here).toBe(stopped);
});

test('after its connection was lost, it listens again and wakes everybody', async () => {
  let woken = 0;
  here.watch('survivor', () => {
    woken += 1;
  });
  await until(async () => {
    await here.announce('survivor');
    return woken > 0;
  });
  woken = 0;
  await db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`;
  await until(() => woken > 0, 'it listens again');
  const before = woken;
  await there.announce('survivor');
  await until(() => woken > before);
});
