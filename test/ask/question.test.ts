import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/ask/index.ts';
import { readQuestion } from '../../src/ask/question.ts';
import { knowledge } from './fixture.ts';

const index = buildIndex(knowledge);

describe('the numbers of a question', () => {
  it.each([
    ['ปี 61 ต้องอบรม 3 ครั้งไหม', ['3']],
    ['ช่วงปี 2561-2562 ได้งบไหม', []],
    // Documents reckon by Buddhist years: one that is written otherwise stands in none of them.
    ['ปี 2018 ได้งบไหม', ['2018']],
  ])('are amounts but for Buddhist years: %s', (typed, amounts) => {
    expect(readQuestion(index, typed).amounts).toEqual(amounts);
  });
});
