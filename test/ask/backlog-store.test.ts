import { beforeEach, describe, expect, test } from 'vitest';
import { type BacklogGroup, groupQuestions } from '../../src/ask/backlog.ts';
import { type Asker, backlogStore } from '../../src/ask/backlog-store.ts';
import { ANSWERS, publishedEntries } from '../../src/ask/store.ts';
import { releaseOf } from '../../src/db/release.ts';
import { testDatabase } from '../database.ts';
import { leave, makeAsker } from './answers.ts';

const { db } = await testDatabase();
const backlog = backlogStore(db);
const NOW = new Date('2026-11-21T02:00:00Z');
const word = ({ language, question }: Asker) => ({ text: `${language}: ${question}` });

/** The only group that is open. */
async function onlyGroup(): Promise<BacklogGroup> {
  const [group, ...others] = groupQuestions(await backlog.open());
  if (!group || others.length > 0) throw new Error('not one group');
  return group;
}

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
  await db.person.deleteMany();
  await db.knowledgeEntry.deleteMany();
  await db.contentRelease.deleteMany();
});

describe('an answer', () => {
  test('is published, told once to each who asked and is still there, and closes the questions', async () => {
    await makeAsker(db, 'twice', ['ลาพักร้อนได้กี่วัน', 'ลาพักร้อนกี่วันครับ']);
    await makeAsker(db, 'english', ['ลาพักร้อนได้กี่วันครับ'], { language: 'en', channel: 'web' });
    await makeAsker(db, 'left', ['ลาพักร้อนได้กี่วัน'], { isGone: true });
    const group = await onlyGroup();
    expect(await backlog.people(group)).toEqual({ asked: 3, reached: 2 });
    expect(await backlog.answer(group, leave(), word, NOW)).toEqual({ type: 'answered', questions: 4, messages: 2, isNew: true });
    const rows = await db.outboxMessage.findMany({ orderBy: { address: 'asc' } });
    expect(rows.map(({ channel, lane, purpose, messages }) => ({ channel, lane, purpose, messages }))).toEqual([
      { channel: 'web', lane: 'web:english', purpose: 'answer', messages: [{ text: 'en: ลาพักร้อนได้กี่วันครับ' }] },
      { channel: 'line', lane: 'line:twice', purpose: 'answer', messages: [{ text: 'th: ลาพักร้อนกี่วันครับ' }] },
    ]);
    expect(await publishedEntries(db)).toEqual([leave()]);
    expect(await backlog.open()).toEqual([]);
    expect(await backlog.fate(group.number)).toEqual({ status: 'answered', answerId: 'leave-days' });
  });

  test('given twice, also at once, is sent once', async () => {
    await makeAsker(db, 'one', ['ลาพักร้อนได้กี่วัน']);
    const group = await onlyGroup();
    const outcomes = await Promise.all([1, 2, 3].map(() => backlog.answer(group, leave(), word, NOW)));
    expect(outcomes.map(({ type }) => type).sort()).toEqual(['answered', 'closed', 'closed']);
    expect(await db.outboxMessage.count()).toBe(1);
  });

  test('that cannot be told is not published either', async () => {
    await makeAsker(db, 'one', ['ลาพักร้อนได้กี่วัน']);
    const group = await onlyGroup();
    const broken = () => {
      throw new Error('no words');
    };
    await expect(backlog.answer(group, leave(), broken, NOW)).rejects.toThrow('no words');
    expect(await publishedEntries(db)).toEqual([]);
    expect(await releaseOf(db, ANSWERS)).toBeUndefined();
    expect(await backlog.open()).toHaveLength(1);
  });

  test('may answer another group without being published again, and needs a new version to say something else', async () => {
    await makeAsker(db, 'one', ['ลาพักร้อนได้กี่วัน']);
    await backlog.answer(await onlyGroup(), leave(), word, NOW);
    const release = await releaseOf(db, ANSWERS);
    await makeAsker(db, 'two', ['เบิกค่าเดินทางยังไง']);
    const group = await onlyGroup();
    expect(await backlog.answer(group, leave({ answer: 'อย่างอื่น' }), word, NOW)).toEqual({ type: 'outdated', version: 1 });
    expect(await backlog.open()).toHaveLength(1);
    expect(await backlog.answer(group, leave(), word, NOW)).toMatchObject({ type: 'answered', isNew: false });
    expect(await releaseOf(db, ANSWERS)).toBe(release);
    await makeAsker(db, 'three', ['ค่าเช่าบ้านเบิกได้ไหม']);
    const next = leave({ answer: 'อย่างอื่น', version: 2 });
    expect(await backlog.answer(await onlyGroup(), next, word, NOW)).toMatchObject({ type: 'answered', isNew: true });
    expect(await publishedEntries(db)).toEqual([next]);
  });

  test('leaves alone what was asked after the group was shown', async () => {
    await makeAsker(db, 'one', ['ลาพักร้อนได้กี่วัน']);
    const group = await onlyGroup();
    await makeAsker(db, 'late', ['ลาพักร้อนได้กี่วัน']);
    expect(await backlog.answer(group, leave(), word, NOW)).toMatchObject({ questions: 1, messages: 1 });
    expect(await backlog.open()).toHaveLength(1);
  });
});

test('what is dismissed is closed with its reason, and nobody is told', async () => {
  await makeAsker(db, 'one', ['ทดสอบ ทดสอบ']);
  const group = await onlyGroup();
  expect(await backlog.dismiss(group, 'ไม่ใช่คำถาม', NOW)).toBe(1);
  expect(await backlog.dismiss(group, 'อีกครั้ง', NOW)).toBe(0);
  expect(await db.unansweredQuestion.findFirst()).toMatchObject({ status: 'dismissed', reason: 'ไม่ใช่คำถาม', closedAt: NOW });
  expect(await backlog.fate(group.number)).toEqual({ status: 'dismissed' });
  expect(await backlog.answer(group, leave(), word, NOW)).toEqual({ type: 'closed' });
  expect(await db.outboxMessage.count()).toBe(0);
  expect(await publishedEntries(db)).toEqual([]);
});
