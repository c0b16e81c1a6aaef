import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupQuestions, type OpenQuestion } from '../../src/ask/backlog.ts';

const asked = (questions: readonly string[]): OpenQuestion[] =>
  questions.map((question, index) => ({ number: index + 1, question, entryId: '', askedAt: new Date(index * 1000) }));
const wordings = (questions: readonly string[]): string[][] =>
  groupQuestions(asked(questions)).map((group) => group.questions.map(({ question }) => question));

describe('alike', () => {
  it.each([
    ['ลาพักร้อนได้กี่วัน', 'ขอทราบว่าลาพักร้อนได้ปีละกี่วันคะ'],
    ['ลาพักร้อนได้กี่วัน', 'ลา พัก รอน ได้กี่วัน'],
    ['เบิกค่าเดินทางยังไง', 'เบิกค่าเดินทางไปราชการอย่างไรครับ'],
    ['ขอหลักสูตรอบรมด้านข้อมูลของปีนี้', 'หลักสูตรอบรมด้านข้อมูลปีนี้มีอะไรบ้าง'],
    ['how many days of leave do I get?', 'how many leave days'],
  ])('are %j and its like', (...questions) => {
    expect(wordings(questions)).toHaveLength(1);
  });

  it.each([
    ['other things', ['เบิกค่าเดินทางยังไง', 'เบิกค่าเช่าบ้านยังไง']],
    ['another kind of leave', ['ลาพักร้อนได้กี่วัน', 'ลาป่วยได้กี่วัน']],
    ['other numbers', ['ปีที่ 3-5 ต้องเป็นอะไร', 'ปีที่ 6-10 ต้องเป็นอะไร']],
    ['other abbreviations', ['DCIO มีหน้าที่อะไร', 'MCIO มีหน้าที่อะไร']],
    ['words that only ask', ['อะไร', 'ค่ะ', '???']],
  ])('are not %s', (_, questions) => {
    expect(wordings(questions)).toHaveLength(questions.length);
  });
});

it('puts the group with the newest question last, and names each by its first', () => {
  const groups = groupQuestions(asked(['ลาพักร้อนได้กี่วัน', 'เบิกค่าเดินทางยังไง', 'ลาพักร้อนกี่วันครับ']));
  expect(groups.map(({ number, questions }) => [number, questions.length])).toEqual([
    [2, 1],
    [1, 2],
  ]);
});

const topics = ['ลาพักร้อน', 'เบิกค่าเดินทาง', 'DCIO', 'ปีที่ 3', 'ทักษะดิจิทัล', 'leave', ''];
const askings = ['ได้กี่วัน', 'ยังไงครับ', ' คืออะไร', 'มีอะไรบ้าง', '?'];
const question = fc.tuple(fc.constantFrom(...topics), fc.constantFrom(...askings)).map((parts) => parts.join(''));

it('groups the same in whatever order it is told, and moves nothing when more is asked', () => {
  fc.assert(
    fc.property(fc.array(question, { maxLength: 25 }), question, (questions, next) => {
      const [before, after] = [asked(questions), asked([...questions, next])];
      const numbers = (all: OpenQuestion[]) => groupQuestions(all).map((group) => group.questions.map(({ number }) => number));
      expect(numbers(before.toReversed())).toEqual(numbers(before));
      const kept = numbers(after).map((group) => group.filter((number) => number <= questions.length));
      expect(new Set(kept.filter((group) => group.length > 0).map(String))).toEqual(new Set(numbers(before).map(String)));
    }),
  );
});
