import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';

/** Text as people type it: Thai letters and marks, Latin, digits, spaces, invisible characters. */
const typed = fc.string({ unit: fc.constantFrom(...'กขคงรเแโใไะาำิีึืุูั็่้๊๋์ํๆ๑๙0aAzé \u200b\u00ad\n.'), maxLength: 60 });

describe('normalise', () => {
  it.each([
    ['sara am typed in two', 'น\u0e4dา', 'นำ'],
    ['sara am with a tone mark between', 'น\u0e4d\u0e49า', 'น้ำ'],
    ['sara am with the tone mark first', 'น\u0e49\u0e4dา', 'น้ำ'],
    ['sara am before the tone mark', 'นำ\u0e49', 'น้ำ'],
    ['a tone mark before its vowel', 'ท\u0e48\u0e35', 'ที่'],
    ['two เ for one แ', 'เเผน', 'แผน'],
    ['doubled marks', 'ที่่อำเภออ', 'ที่อำเภออ'],
    ['doubled vowels', 'ผู้อำนวยกาารกอง', 'ผู้อำนวยการกอง'],
    ['drawn-out letters', 'มากกกกก', 'มาก'],
    ['Thai digits', 'ปี ๒๕๖๐', 'ปี 2560'],
    ['invisible characters', 'ดิจิ\u200bทัล\ufeff', 'ดิจิทัล'],
    ['case and white space', '  Digital \n\t Literacy ', 'digital literacy'],
  ])('folds %s', (_, before, after) => {
    expect(normalise(before)).toBe(after);
  });

  it('leaves well-written text alone', () => {
    const text = 'แนวทางพัฒนาทักษะด้านดิจิทัลของข้าราชการ 2560';
    expect(normalise(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary', maxLength: 40 })), (text) => normalise(normalise(text)) === normalise(text)),
    );
  });

  it('takes any string, also broken ones', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => normalise(text).isWellFormed()));
    expect(normalise('ก\ud800ข')).toBe('ก\ufffdข');
  });
});
