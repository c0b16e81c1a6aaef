import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/ask/answer.ts';
import { buildIndex } from '../../src/ask/index.ts';
import { readQuestion } from '../../src/ask/question.ts';
import { knowledge } from './fixture.ts';

const english = {
  budget: 'งบประมาณ',
  train: 'ฝึกอบรม',
  comment: 'ความเห็น',
  'policy paper': 'แนวทาง',
  general: 'กระทรวง',
  generate: 'กฎหมาย',
  data: 'ข้อมูล',
  canteen: 'โรงอาหาร',
};
const index = buildIndex({ ...knowledge, lexicon: { ...knowledge.lexicon, english } });

describe('English words in a question', () => {
  it.each([
    [['budget'], ['งบประมาณ']],
    [
      ['trains', 'training', 'trained'],
      ['ฝึกอบรม', 'ฝึกอบรม', 'ฝึกอบรม'],
    ],
    [['policy papers'], ['แนวทาง']],
    [
      ['budget', 'ปี', '2561'],
      ['งบประมาณ', 'ปี', '2561'],
    ],
  ])('are read as the Thai that entries say: %j', (words, thai) => {
    expect(index.inThai(words).join()).toBe(index.lexicon.segment(thai).flat().join());
  });

  it.each([['canteen'], ['parking'], ['generating'], ['ทักษะ'], ['2561']])(
    'stay where entries say no Thai for them, or it could be several: %s',
    (word) => {
      expect(index.inThai([word])).toEqual([word]);
    },
  );

  it('stay where documents use them as terms of their own', () => {
    expect(index.lexicon.segment(['open data']).flat()).toEqual(['open', 'data']);
    expect(index.inThai(['open'])).toEqual(['open']);
  });

  it('answer like the Thai ones', () => {
    const result = answer(index, 'where does the training budget of 2561 come from');
    expect(result.kind === 'answer' && result.entry.id).toBe('budget-2561');
  });

  it('ask and want as Thai words do', () => {
    const { told, intents, wants } = readQuestion(index, 'how much is the budget, in baht');
    expect(told).toContain('เท่าไหร่');
    expect(intents).toContain('amount');
    expect(wants.map(({ what }) => what)).toContain('money');
  });

  it('change no other words, whatever they are', () => {
    const word = fc.string({ unit: fc.constantFrom(...'กขคดิ้ำ0189'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(index.inThai(words)).toEqual(words);
      }),
    );
  });
});
