import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { liveAsk } from '../../src/ask/live.ts';
import { loadKnowledge } from '../../src/ask/load.ts';
import type { Context, Found, Topic } from '../../src/dialog/types.ts';

const knowledge = loadKnowledge(join(import.meta.dirname, '../../prisma/seed'));
const ask = await liveAsk(knowledge);
afterAll(() => ask.stop());

const context = (given: { topic?: Topic; roleGroup?: 'management' | 'executive'; audience?: 'group' } = {}): Context => ({
  now: new Date(0),
  random: () => 0,
  profile: { language: 'th', reminders: true, ...(given.roleGroup && { roleGroup: given.roleGroup, phase: 'early' }) },
  isNew: false,
  audience: given.audience ?? 'person',
  ...(given.topic && { topic: given.topic }),
});
const idOf = (found: Found) => (found.what === 'answer' && found.kind === 'answer' ? found.entry.id : undefined);

const managers: Topic = { question: 'ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร', entryId: 'ds-role-management-developing' };
const executives: Topic = { question: 'ผู้บริหารระดับสูงในปีที่ 3-5 ต้องเป็นอะไร', entryId: 'ds-role-executive-developing' };

test('the second half of a question is answered by what came before, whoever asked it last', async () => {
  expect(idOf(await ask.answer('แล้วปีที่ 6-10 ล่ะ', context({ topic: managers })))).toBe('ds-role-management-maturing');
  expect(idOf(await ask.answer('แล้วปีที่ 6-10 ล่ะ', context({ topic: executives })))).toBe('ds-role-executive-maturing');
  expect(idOf(await ask.answer('แล้วปีที่ 6-10 ล่ะ', context()))).not.toBe('ds-role-management-maturing');
});

test('a question of its own has one answer, remembered or not', async () => {
  const first = await ask.answer('70:20:10 คืออะไร', context());
  expect(idOf(first)).toBeDefined();
  expect(await ask.answer('70:20:10 คืออะไร', context({ topic: managers }))).toBe(first);
});

test('what depends on the asker is not handed to others', async () => {
  const question = 'ปีที่ 3-5 ต้องเป็นอะไร';
  const manager = await ask.answer(question, context({ roleGroup: 'management' }));
  const executive = await ask.answer(question, context({ roleGroup: 'executive' }));
  expect(idOf(manager)).not.toBe(idOf(executive));
  expect(await ask.answer(question, context({ roleGroup: 'management', audience: 'group' }))).not.toEqual(manager);
});

test('what was remembered goes when other content is published', async () => {
  const before = await ask.answer('70:20:10 คืออะไร', context());
  const id = idOf(before);
  await ask.refresh(
    knowledge.entries.map((entry) => (entry.id === id ? { ...entry, answer: 'ถ้อยคำใหม่', version: entry.version + 1 } : entry)),
  );
  const after = await ask.answer('70:20:10 คืออะไร', context());
  expect(after).toMatchObject({ entry: { answer: 'ถ้อยคำใหม่' } });
});

test('while other content is made ready, questions are answered from what stands', async () => {
  let isReady = false;
  const made = ask.refresh(knowledge.entries.slice(1)).then(() => {
    isReady = true;
  });
  const inHand = ask.answer('DCIO มีหน้าที่อะไร', context());
  expect(idOf(await inHand)).toBeDefined();
  expect(isReady).toBe(false);
  await made;
  expect(idOf(await ask.answer('DCIO มีหน้าที่อะไร', context()))).toBe(idOf(await inHand));
});
