import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { lateAnswer } from '../../dialogs/ask-cards.ts';
import { type CommandParts, carryOut, EXIT } from '../../src/ask/backlog-command.ts';
import { readOptions } from '../../src/ask/backlog-options.ts';
import { backlogStore } from '../../src/ask/backlog-store.ts';
import { sayIn } from '../../src/ask/backlog-words.ts';
import type { Entry } from '../../src/ask/knowledge.ts';
import { publishedEntries, publishKnowledge } from '../../src/ask/store.ts';
import { toMessage } from '../../src/dialog/draft.ts';
import { messagesSchema } from '../../src/dialog/message.ts';
import { testDatabase } from '../database.ts';
import { fakeClock } from '../fakes/clock.ts';
import { leave, makeAsker } from './answers.ts';
import { knowledge, written } from './fixture.ts';

const { db } = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'taksa-backlog-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: object | string): string => {
  const place = path.join(folder, 'entry.yaml');
  writeFileSync(place, typeof content === 'string' ? content : stringify(content));
  return place;
};

/** Runs the command with these arguments; returns how it ended and what it said. */
async function run(args: string[], confirm?: CommandParts['confirm']) {
  const said: string[] = [];
  const parts: CommandParts = {
    backlog: backlogStore(db),
    knowledge: async () => ({ ...knowledge, entries: await publishedEntries(db) }),
    clock: fakeClock(),
    say: sayIn('en'),
    print: (line) => void said.push(line),
    complain: (line) => void said.push(line),
    word: (entry, { question, language }) => toMessage(lateAnswer(entry, question).message, language, undefined),
    ...(confirm && { confirm }),
  };
  const options = readOptions(args);
  const exit = options.ok ? await carryOut(parts, options.task) : EXIT.declined;
  return { exit, said: said.join('\n') };
}

const firstNumber = async () => String((await db.unansweredQuestion.findFirstOrThrow({ orderBy: { number: 'asc' } })).number);
const answerWith = async (entry: Entry | object | string, ...more: string[]) =>
  run(['answer', '--group', await firstNumber(), '--entry', file(entry), ...more]);

beforeEach(async () => {
  await db.outboxMessage.deleteMany();
  await db.person.deleteMany();
  await db.knowledgeEntry.deleteMany();
  await db.$transaction((session) => publishKnowledge(session, knowledge));
});

describe('list', () => {
  test('shows groups, counted, the newest last, with what was reported and without who asked', async () => {
    const asker = await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    const other = await makeAsker(db, 'somsri', ['เบิกค่าเดินทางยังไง\u001b[2J']);
    await makeAsker(db, 'reporter', ['ลาพักร้อนกี่วันครับ'], { entryId: 'open-data' });
    const { exit, said } = await run(['list']);
    expect(exit).toBe(EXIT.done);
    expect(said).toMatch(
      /^group \d+ · asked 1 times · last [\d-]+ [\d:]+\n {2}• เบิกค่าเดินทางยังไง \[2J\ngroup \d+ · asked 2 times .*\n {2}• ลาพักร้อนได้กี่วัน\n {2}• ลาพักร้อนกี่วันครับ\n {2}reported 1 times .* open-data$/,
    );
    for (const secret of [asker, other, 'somchai', 'somsri']) expect(said).not.toContain(secret);
  });

  test('says when nothing waits', async () => {
    expect(await run(['list'])).toEqual({ exit: EXIT.done, said: 'No question waits for an answer.' });
  });
});

describe('answer', () => {
  test('shows what will be published and to how many it goes, and does it after a yes', async () => {
    await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    await makeAsker(db, 'left', ['ลาพักร้อนกี่วันครับ'], { isGone: true });
    const asked: string[] = [];
    const yes = async (question: string) => asked.push(question) > 0;
    const { exit, said } = await run(['answer', '--group', await firstNumber(), '--entry', file(leave())], yes);
    expect(exit).toBe(EXIT.done);
    expect(asked).toEqual([expect.stringContaining('1 people')]);
    expect(said).toContain('To be published: leave-days, version 1\n  │ ลาพักร้อนได้กี่วัน\n  │ \n  │ ลาพักผ่อนได้ปีละ 10 วันทำการ');
    expect(said).toContain('the document “ระเบียบว่าด้วยการลา” is not on the list');
    expect(said).toContain('2 people asked, 1 of them can be reached');
    expect(said).toContain('2 questions closed, and the answer is on its way to 1 people');
    const [message] = messagesSchema.parse((await db.outboxMessage.findFirstOrThrow()).messages);
    expect(message?.card).toMatchObject({ title: 'ลาพักร้อนได้กี่วัน', source: 'ที่มา: ระเบียบว่าด้วยการลา ข้อ 23' });
    expect(message?.card?.body).toBe('เจ้าหน้าที่ตอบคำถามที่คุณฝากไว้แล้ว\nคำถาม: ลาพักร้อนได้กี่วัน\n\nลาพักผ่อนได้ปีละ 10 วันทำการ');
    expect(message?.choices?.map(({ label }) => label)).toEqual(['มีประโยชน์', 'ไม่ตรงคำถาม', 'เมนู']);
  });

  test('run again with the same entry is done already, and with another one refused', async () => {
    await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    expect((await answerWith(leave(), '--yes')).exit).toBe(EXIT.done);
    expect(await answerWith(leave(), '--yes')).toMatchObject({ exit: EXIT.done, said: expect.stringContaining('nothing is sent again') });
    expect((await answerWith(leave({ id: 'other' }), '--yes')).exit).toBe(EXIT.declined);
    expect(await db.outboxMessage.count()).toBe(1);
  });

  test('tells which questions would still miss it', async () => {
    await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    expect((await answerWith(leave())).said).not.toContain('would not be answered');
    const apart = leave({ title: 'สิทธิประโยชน์', questions: [], answer: 'ดูประกาศ' });
    expect((await answerWith(apart)).said).toContain('“ลาพักร้อนได้กี่วัน” would not be answered by this');
  });

  test.each<[string, object | string, RegExp]>([
    ['is no YAML', ': [', /cannot be used/],
    ['says too much', leave({ answer: 'ก'.repeat(351) }), /answer /],
    ['has a field nobody knows', { ...leave(), anser: 'x' }, /anser/],
    ['has a title that stands already', leave({ title: written[0]?.title ?? '' }), /stands twice/],
    ['has an unknown skill set', leave({ tags: { skillSet: 'juggling' } }), /unknown skill set juggling/],
  ])('refuses a file that %s', async (_, content, reason) => {
    await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    const { exit, said } = await answerWith(content, '--yes');
    expect([exit, said]).toEqual([EXIT.declined, expect.stringMatching(reason)]);
    expect(await backlogStore(db).open()).toHaveLength(1);
  });

  test('does nothing without a yes', async () => {
    await makeAsker(db, 'somchai', ['ลาพักร้อนได้กี่วัน']);
    expect(await answerWith(leave())).toMatchObject({ exit: EXIT.declined, said: expect.stringContaining('add --yes') });
    const no = await run(['answer', '--group', await firstNumber(), '--entry', file(leave())], async () => false);
    expect(no).toMatchObject({ exit: EXIT.declined, said: expect.stringContaining('Nothing was published') });
    expect([await db.outboxMessage.count(), (await publishedEntries(db)).some(({ id }) => id === 'leave-days')]).toEqual([0, false]);
  });
});

test('dismiss closes a group once', async () => {
  await makeAsker(db, 'somchai', ['ทดสอบระบบ']);
  const dismiss = async () => run(['dismiss', '--group', await firstNumber(), '--reason', 'ไม่ใช่คำถาม']);
  expect(await dismiss()).toMatchObject({ exit: EXIT.done, said: expect.stringContaining('1 questions closed') });
  expect(await dismiss()).toMatchObject({ exit: EXIT.declined, said: expect.stringContaining('closed without an answer') });
});

test.each([
  [['answer', '--group', '2147483647', '--entry', file(leave())], EXIT.declined],
  [['answer', '--group', '1'], EXIT.declined],
  [['answer', '--entry', 'x'], EXIT.declined],
  [['dismiss', '--group', '1', '--reason', ' '], EXIT.declined],
  [['dismiss', '--group', '9999999999', '--reason', 'x'], EXIT.declined],
  [['lst'], EXIT.declined],
  [['list', '--odd'], EXIT.declined],
  [[], EXIT.declined],
])('%j is refused', async (args, exit) => {
  expect((await run(args)).exit).toBe(exit);
});
