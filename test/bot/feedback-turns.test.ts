/** Opinions on answers, from the button to the database. */
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db);
const QUESTION = '70:20:10 คืออะไร';
const personOf = async (address: string) => (await db.identity.findFirstOrThrow({ where: { address } })).personId;
const lastText = async (address: string) => (await house.said(address)).at(-1)?.text;

test('an opinion is kept once, however often its button is pressed, and its opposite takes its place', async () => {
  await house.tell(QUESTION, 'fan');
  for (const _ of [1, 2]) await house.press('มีประโยชน์', 'fan');
  expect(await lastText('fan')).toContain('บันทึกความเห็นต่อคำตอบนี้ไว้แล้ว');
  const personId = await personOf('fan');
  const kept = await db.feedback.findMany({ where: { personId } });
  expect(kept).toMatchObject([{ question: QUESTION, useful: true }]);
  await house.press('ไม่ตรงคำถาม', 'fan');
  expect(await db.feedback.findMany({ where: { personId } })).toMatchObject([{ entryId: kept[0]?.entryId, useful: false }]);
});

test('a press that comes twice at once is one opinion', async () => {
  await house.tell(QUESTION, 'hasty');
  const data = await house.buttonOf('ไม่ตรงคำถาม', 'hasty');
  for (const _ of [1, 2, 3]) await house.hear({ type: 'press', data }, 'hasty');
  await house.settle();
  expect(await db.feedback.count({ where: { personId: await personOf('hasty') } })).toBe(1);
});

test('what was not asked is handed over once, with the entry that was shown, and the person sees it in their data', async () => {
  await house.tell(QUESTION, 'critic');
  await house.press('ไม่ตรงคำถาม', 'critic');
  for (const _ of [1, 2]) await house.press('ส่งให้เจ้าหน้าที่', 'critic');
  expect(await lastText('critic')).toContain('จึงไม่ส่งซ้ำ');
  const personId = await personOf('critic');
  const [opinion] = await db.feedback.findMany({ where: { personId } });
  const handedOver = await db.unansweredQuestion.findMany({ where: { personId } });
  expect(handedOver).toMatchObject([{ question: QUESTION, entryId: opinion?.entryId, status: 'open' }]);
  expect(await house.people.stored(personId)).toMatchObject({ questions: 1, feedback: 1 });
});

test('a long question is the same one by every button', async () => {
  await house.tell(`${QUESTION} ${'ช่วยอธิบายให้ละเอียดหน่อยนะ '.repeat(20)}`, 'wordy');
  await house.press('ไม่ตรงคำถาม', 'wordy');
  await house.press('ส่งให้เจ้าหน้าที่', 'wordy');
  await house.tell('ไม่ตรงคำถาม', 'wordy');
  const personId = await personOf('wordy');
  const [opinions, questions] = [
    await db.feedback.findMany({ where: { personId } }),
    await db.unansweredQuestion.findMany({ where: { personId } }),
  ];
  expect(opinions).toHaveLength(1);
  expect(questions).toMatchObject([{ question: opinions[0]?.question, entryId: opinions[0]?.entryId }]);
});

test.each([
  ['an entry that is gone', 'c|feedback|useful|gone|คำถาม', 'ไม่พบเรื่องนี้แล้ว'],
  ['an opinion that nobody offers', 'c|feedback|great|dcio|คำถาม', 'ยังไม่มีคำตอบให้แสดงความเห็น'],
  ['nothing at all', 'c|feedback|', 'ยังไม่มีคำตอบให้แสดงความเห็น'],
])('a button about %s is explained and keeps nothing', async (what, data, said) => {
  await house.tell('เมนู', what);
  await house.hear({ type: 'press', data }, what);
  await house.settle();
  expect(await lastText(what)).toContain(said);
  const personId = await personOf(what);
  expect([await db.feedback.count({ where: { personId } }), await db.unansweredQuestion.count({ where: { personId } })]).toEqual([0, 0]);
});

test('in a group no opinion is asked for, and none is kept', async () => {
  await house.tell(QUESTION, 'group', { kind: 'group' });
  expect((await house.said('group')).flatMap(({ choices = [] }) => choices.map(({ label }) => label))).not.toContain('มีประโยชน์');
  await house.hear({ type: 'press', data: `c|feedback|useful|x|${QUESTION}` }, 'group', { kind: 'group' });
  await house.settle();
  expect(await db.feedback.count({ where: { personId: await personOf('group') } })).toBe(0);
});
