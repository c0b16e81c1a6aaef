import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { seeded } from '../../src/bot/random.ts';
import type { Context } from '../../src/dialog/types.ts';
import { loadBank } from '../../src/quiz/load.ts';
import { keepQuizFact, publishBank, quizStore } from '../../src/quiz/store.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
const quiz = quizStore(db);
const bank = loadBank('prisma/seed/questions');
const NOW = new Date('2026-11-20T03:00:00Z');
const context = (profile: Partial<Context['profile']> = {}): Context => ({
  now: NOW,
  random: seeded('x'),
  profile: { language: 'th', reminders: true, ...profile },
  isNew: false,
  audience: 'person',
});
const publish = (items = bank) => db.$transaction((session) => publishBank(session, items));
const somebody = async (): Promise<string> => (await db.person.create({ data: { id: randomUUID() } })).id;
const isOpen = ({ item }: (typeof bank)[number]) => item.status === 'pilot' || item.status === 'live';

beforeAll(() => publish());

test('an item that changed without a new version is named, and asked as it was', async () => {
  const [first, ...others] = bank;
  if (!first) throw new Error('the bank is empty');
  const changed = { ...first, item: { ...first.item, stem: 'ถามใหม่' } };
  expect(await publish([changed, ...others])).toEqual([first.item.id]);
  const retired = { ...first, item: { ...first.item, status: 'retired' as const } };
  expect(await publish([retired, ...others])).toEqual([]);
  expect(await publish()).toEqual([]);
});

test('publishing again changes nothing; a new version stands beside the old one, which attempts still show', async () => {
  const before = await db.quizItemVersion.count();
  await publish();
  expect(await db.quizItemVersion.count()).toBe(before);
  const first = bank[0];
  if (!first) throw new Error('the bank is empty');
  const next = { ...first, item: { ...first.item, version: first.item.version + 1, stem: 'ถามใหม่' } };
  await publish([next, ...bank.slice(1)]);
  const { id, version } = first.item;
  expect((await quiz.item({ id, version }, seeded('x')))?.stem).toBe(first.item.stem);
  expect((await quiz.item({ id, version: version + 1 }, seeded('x')))?.stem).toBe('ถามใหม่');
  expect(await db.quizItem.findUnique({ where: { id } })).toMatchObject({ currentVersion: version + 1 });
});

test('an item that left the files is not picked any more', async () => {
  const [gone, ...rest] = bank.filter(({ domain }) => domain === 'NET');
  await publish(bank.filter((one) => one !== gone));
  const items = await quiz.items(undefined, 'NET', 500, context());
  expect(items.map(({ id }) => id)).not.toContain(gone?.item.id);
  expect(items).toHaveLength(rest.filter(isOpen).length);
  await publish();
});

test('a domain holds its own items, a mix those of all; drafts and retired ones are left out', async () => {
  const domains = new Map(bank.map(({ domain, item }) => [item.id, domain]));
  const security = await quiz.items(undefined, 'SEC', 5, context());
  expect(security.map(({ id }) => domains.get(id))).toEqual(Array(5).fill('SEC'));
  const mix = await quiz.items(undefined, 'mix', 5, context());
  expect(new Set(mix.map(({ id }) => domains.get(id))).size).toBe(5);
  await db.$executeRaw`UPDATE quiz_item SET status = 'draft' WHERE domain = 'PPT'`;
  expect(await quiz.items(undefined, 'PPT', 5, context())).toEqual([]);
  await publish();
});

test('items of other audiences are left out for whoever told their group', async () => {
  const [one] = bank.filter(({ domain }) => domain === 'COM');
  if (!one) throw new Error('no item');
  const special = { ...one, item: { ...one.item, id: 'dl-com-990', audience: ['executive' as const] } };
  await publish([...bank, special]);
  const ids = async (profile: Partial<Context['profile']>) =>
    (await quiz.items(undefined, 'COM', 500, context(profile))).map(({ id }) => id);
  expect(await ids({ roleGroup: 'executive' })).toContain('dl-com-990');
  expect(await ids({ roleGroup: 'service' })).not.toContain('dl-com-990');
  expect(await ids({})).toContain('dl-com-990');
  await publish();
});

test('what somebody answered lately is not asked again, and others are asked it', async () => {
  const [person, other] = [await somebody(), await somebody()];
  const attempt = randomUUID();
  const all = await quiz.items(undefined, 'SEC', 500, context());
  const answered = all.slice(0, all.length - 2);
  await db.$transaction(async (session) => {
    await keepQuizFact(session, person, { kind: 'attempt-begun', attempt, domain: 'SEC', length: answered.length }, NOW);
    for (const [index, item] of answered.entries()) {
      const shownAt = NOW.toISOString();
      await keepQuizFact(
        session,
        person,
        { kind: 'response', attempt, position: index + 1, item, order: [0, 1, 2, 3], chosen: 0, correct: false, shownAt },
        NOW,
      );
    }
  });
  const rest = all.slice(-2).map(({ id }) => id);
  expect((await quiz.items(person, 'SEC', 2, context())).map(({ id }) => id).sort()).toEqual(rest.toSorted());
  expect((await quiz.items(other, 'SEC', 500, context())).length).toBe(all.length);
});

test('two attempts cannot stand open, and nobody answers in the attempt of another', async () => {
  const [person, other] = [await somebody(), await somebody()];
  const begin = (who: string, attempt: string) =>
    db.$transaction((session) => keepQuizFact(session, who, { kind: 'attempt-begun', attempt, domain: 'mix', length: 5 }, NOW));
  const [first, second] = [randomUUID(), randomUUID()];
  await begin(person, first);
  expect(await quiz.hasOpenAttempt(person)).toBe(true);
  await begin(person, second);
  expect(await db.attempt.findMany({ where: { personId: person, status: 'open' } })).toMatchObject([{ id: second, domain: null }]);
  await expect(
    db.attempt.create({ data: { id: randomUUID(), personId: person, length: 5, startedAt: NOW, touchedAt: NOW } }),
  ).rejects.toThrow();
  const response: Parameters<typeof keepQuizFact>[2] = {
    kind: 'response',
    attempt: second,
    position: 1,
    item: { id: 'dl-com-001', version: 1 },
    order: [0, 1, 2, 3],
    chosen: 0,
    correct: true,
    shownAt: NOW.toISOString(),
  };
  await expect(db.$transaction((session) => keepQuizFact(session, other, response, NOW))).rejects.toThrow();
  expect(await db.response.count({ where: { attemptId: second } })).toBe(0);
});

test('an attempt ends once', async () => {
  const person = await somebody();
  const attempt = randomUUID();
  const keep = (fact: Parameters<typeof keepQuizFact>[2], at = NOW) =>
    db.$transaction((session) => keepQuizFact(session, person, fact, at));
  await keep({ kind: 'attempt-begun', attempt, domain: 'LAW', length: 5 });
  await keep({ kind: 'attempt-ended', attempt, status: 'finished' });
  await keep({ kind: 'attempt-ended', attempt, status: 'left' }, new Date('2027-01-01'));
  expect(await db.attempt.findUnique({ where: { id: attempt } })).toMatchObject({ status: 'finished', finishedAt: NOW });
  expect(await quiz.hasOpenAttempt(person)).toBe(false);
});

test('an item that is gone is not shown', async () => {
  expect(await quiz.item({ id: 'dl-com-999', version: 1 }, seeded('x'))).toBeUndefined();
});
