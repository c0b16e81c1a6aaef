import { expect, test } from 'vitest';
import { type AskContext, answer } from '../../src/ask/answer.ts';
import { buildIndex } from '../../src/ask/index.ts';
import { entry, knowledge } from './fixture.ts';

const duty = (id: string, name: string, does: string) =>
  entry({ id, title: `หน้าที่ของ ${name}`, answer: `${name} มีหน้าที่${does}`, questions: [`${name} ต้องทำอะไรบ้าง`] });

const index = buildIndex({
  ...knowledge,
  levels: [
    { id: 'mcio', names: ['MCIO', 'ระดับกระทรวง'] },
    { id: 'dcio', names: ['DCIO', 'ระดับกรม'] },
  ],
  entries: [
    ...knowledge.entries,
    duty('mcio-duties', 'MCIO', 'ประสานงานของกระทรวง'),
    duty('dcio-duties', 'DCIO', 'ขับเคลื่อนงานของกรม'),
    entry({ id: 'open-days', title: 'วันเปิดบริการของศูนย์เรียนรู้', answer: 'ศูนย์เรียนรู้เปิดวันจันทร์ถึงวันเสาร์' }),
    entry({ id: 'open-hours', title: 'เวลาเปิดบริการของศูนย์เรียนรู้', answer: 'ศูนย์เรียนรู้เปิด 9 ถึง 16 นาฬิกา' }),
  ],
});

const ask = (question: string, context: AskContext = {}) => {
  const result = answer(index, question, context);
  return result.kind === 'answer' ? result.entry.id : result.kind;
};

test('a level is answered by its own entry', () => {
  expect(ask('MCIO มีหน้าที่อะไร')).toBe('mcio-duties');
  expect(ask('DCIO มีหน้าที่อะไร')).toBe('dcio-duties');
});

test('a follow-up takes another level, by the name people give it', () => {
  expect(ask('แล้วระดับกรมล่ะคะ', { topic: { question: 'MCIO มีหน้าที่อะไร', entryId: 'mcio-duties' } })).toBe('dcio-duties');
});

test('a neighbour that fits almost as well stands beside the answer, another one does not', () => {
  const both = answer(index, 'ศูนย์เรียนรู้เปิดบริการวันและเวลาใด');
  expect(both).toMatchObject({
    kind: 'answer',
    entry: { id: expect.stringMatching(/^open-/) },
    beside: { id: expect.stringMatching(/^open-/) },
  });
  expect(answer(index, 'DCIO มีหน้าที่อะไร')).not.toHaveProperty('beside');
});
