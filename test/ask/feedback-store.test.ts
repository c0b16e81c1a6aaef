import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { feedbackStore, keepFeedback, keepQuestion } from '../../src/ask/feedback-store.ts';
import { testDatabase } from '../database.ts';
import { makeAsker } from './answers.ts';

const { db } = await testDatabase();
const store = feedbackStore(db);
const NOW = new Date('2026-11-21T02:00:00Z');
const LATER = new Date('2026-11-22T02:00:00Z');
const about = { question: 'ลาพักร้อนได้กี่วัน', entry: 'dcio' };

test('an opinion is one for a person, question and entry, and another takes its place', async () => {
  const [id, other] = [await makeAsker(db, 'one', []), await makeAsker(db, 'other', [])];
  expect(await store.given(id, about)).toEqual({ reported: false });
  await keepFeedback(db, id, { ...about, useful: true }, NOW);
  await keepFeedback(db, id, { ...about, useful: false }, LATER);
  await keepFeedback(db, id, { ...about, entry: 'mcio', useful: true }, NOW);
  expect(await db.feedback.findMany({ where: { personId: id }, orderBy: { entryId: 'asc' } })).toEqual([
    { personId: id, question: about.question, entryId: 'dcio', useful: false, givenAt: LATER },
    { personId: id, question: about.question, entryId: 'mcio', useful: true, givenAt: NOW },
  ]);
  expect(await store.given(id, about)).toEqual({ useful: false, reported: false });
  expect(await store.given(other, about)).toEqual({ reported: false });
});

test('a question is handed over once, and once more for each entry that missed it', async () => {
  const id = await makeAsker(db, 'asker', []);
  for (const one of [{ question: about.question }, { question: about.question }, about, about]) await keepQuestion(db, id, one, NOW);
  expect(
    await db.unansweredQuestion.findMany({ where: { personId: id }, orderBy: { number: 'asc' }, select: { entryId: true, status: true } }),
  ).toEqual([
    { entryId: '', status: 'open' },
    { entryId: 'dcio', status: 'open' },
  ]);
  expect(await store.given(id, about)).toEqual({ reported: true });
});

test('the longest message of a channel can be handed over', async () => {
  const id = await makeAsker(db, 'wordy', []);
  // Letters that no compression makes fewer.
  const letters = Array.from(randomBytes(5_000), (byte) => String.fromCodePoint(0x0e01 + (byte % 46)));
  await keepQuestion(db, id, { question: letters.join('') }, NOW);
  const { question } = await db.unansweredQuestion.findFirstOrThrow({ where: { personId: id } });
  expect(question.length).toBeGreaterThan(700);
});
