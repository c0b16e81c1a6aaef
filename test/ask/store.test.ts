/** Files and answers of the backlog are published side by side. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followKnowledge } from '../../src/ask/follow.ts';
import type { Entry } from '../../src/ask/knowledge.ts';
import { liveAsk } from '../../src/ask/live.ts';
import { publishAnswer, publishedEntries, publishKnowledge } from '../../src/ask/store.ts';
import { publishOnce } from '../../src/db/release.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';
import { engineHere } from '../fakes/engine.ts';
import { until } from '../until.ts';
import { leave } from './answers.ts';
import { entry, knowledge } from './fixture.ts';

const { db } = await testDatabase();
const one = entry({ id: 'one', title: 'หนึ่ง', answer: 'คำตอบที่หนึ่ง' });
const two = entry({ id: 'two', title: 'สอง', answer: 'คำตอบที่สอง' });
const stops: (() => Promise<void>)[] = [];

/** Starts with files that hold these entries, as an instance does. */
const start = (hash: string, ...entries: Entry[]) =>
  publishOnce(db, 'knowledge', hash, (session) => publishKnowledge(session, { ...knowledge, entries }));
const give = (answer: Entry) => db.$transaction((session) => publishAnswer(session, answer));
const ids = async () => (await publishedEntries(db)).map(({ id, version }) => `${id} ${version}`);

beforeEach(async () => {
  await db.knowledgeEntry.deleteMany();
  await db.contentRelease.deleteMany();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

test('an answer survives a start with the same files and with others; an entry that left the files does not', async () => {
  await start('a', one, two);
  expect(await give(leave())).toEqual({ type: 'published' });
  expect(await start('a', one, two)).toBe(false);
  expect(await ids()).toEqual(['leave-days 1', 'one 1', 'two 1']);
  expect(await start('b', two)).toBe(true);
  expect(await ids()).toEqual(['leave-days 1', 'two 1']);
});

test('a corrected entry stays corrected until the files are as new', async () => {
  const [corrected, newer] = [
    { ...one, answer: 'แก้แล้ว', version: 2 },
    { ...one, answer: 'ใหม่กว่า', version: 3 },
  ];
  await start('a', one);
  expect(await give({ ...one, answer: 'แก้แล้ว' })).toEqual({ type: 'outdated', version: 1 });
  expect(await give(corrected)).toEqual({ type: 'published' });
  await start('b', one);
  expect(await publishedEntries(db)).toEqual([corrected]);
  await start('c', newer);
  expect(await publishedEntries(db)).toEqual([newer]);
});

test('an entry of another text is answered with it, though nobody counted its version up', async () => {
  await start('a', one, two);
  const mended = { ...one, answer: 'คำตอบที่หนึ่ง แก้คำผิดแล้ว', questions: ['ถามอีกแบบ'] };
  await start('b', mended, two);
  expect(await publishedEntries(db)).toEqual([mended, two]);
  await give({ ...two, answer: 'แก้แล้ว', version: 2 });
  await start('c', mended, { ...two, answer: 'จากไฟล์' });
  expect((await publishedEntries(db)).map(({ answer }) => answer)).toEqual([mended.answer, 'แก้แล้ว']);
});

test('an answer that was taken into the files goes when it leaves them', async () => {
  await give(leave());
  await start('a', one, leave());
  expect(await ids()).toEqual(['leave-days 1', 'one 1']);
  await start('b', one);
  expect(await ids()).toEqual(['one 1']);
});

test('every instance answers with it soon', async () => {
  await start('a', one);
  const instances = await Promise.all([1, 2].map(() => liveAsk({ ...knowledge, entries: [one] }, engineHere)));
  for (const ask of instances) stops.push((await followKnowledge(db, ask, makeLog('silent'), 20)).stop);
  expect(instances.map((ask) => ask.holds('leave-days'))).toEqual([false, false]);
  await give(leave());
  await until(() => instances.every((ask) => ask.holds('leave-days')));
});
