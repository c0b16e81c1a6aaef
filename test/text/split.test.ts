import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSegmenter } from '../../src/text/segment.ts';
import { isName, makeSplitter } from '../../src/text/split.ts';

const whole = (pieces: string[]) => pieces.filter((_, at) => isName(at));

describe('makeSplitter', () => {
  it('prefers the longest name', () => {
    const { split } = makeSplitter(['ผู้อำนวยการ', 'ผู้อำนวยการกอง']);
    expect(whole(split('ถามผู้อำนวยการกองแล้ว'))).toEqual(['ผู้อำนวยการกอง']);
  });

  it('finds no name inside a run of its own script', () => {
    const { split } = makeSplitter(['it', 'กพ']);
    expect(whole(split('digital หลักพัฒนา'))).toEqual([]);
    expect(whole(split('คน it ของ กพ'))).toEqual(['it', 'กพ']);
  });

  it('finds an abbreviation before a word, and none within one', () => {
    const { split } = makeSplitter(['กพร', 'มท']);
    expect(whole(split('กพรมีหน้าที่'))).toEqual(['กพร']);
    expect(whole(split('หลักพรหมวิหาร มทร'))).toEqual([]);
  });

  it('tears no vowel from its letter', () => {
    expect(whole(makeSplitter(['งานบริก']).split('งานบริการ'))).toEqual([]);
  });

  it('gives back all of the text', () => {
    const { split } = makeSplitter(['กอง', 'กรม', 'abc', 'กองกลาง']);
    const typed = fc.string({ unit: fc.constantFrom(...'กองรมลาabc '), maxLength: 60 });
    fc.assert(
      fc.property(typed, (text) => {
        const pieces = split(text);
        expect(pieces.join('')).toBe(text);
      }),
    );
  });
});

describe('makeSegmenter', () => {
  it('cuts Thai words and keeps names whole', () => {
    const segment = makeSegmenter(['สำนักงบประมาณ']);
    expect(segment(['สำนักงบประมาณสนับสนุนงบ']).flat()).toEqual(['สำนักงบประมาณ', 'สนับสนุน', 'งบ']);
  });

  it('cuts each of many texts as it cuts it alone', () => {
    const segment = makeSegmenter(['สำนักงบประมาณ']);
    const typed = fc.string({ unit: fc.constantFrom('งบ', 'สำนักงบประมาณ', 'สนับสนุน', 'ิ', ' ', '\n', 'a', '7', ','), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 8 }), (texts) => {
        expect(segment(texts)).toEqual(texts.flatMap((text) => segment([text])));
      }),
    );
  });
});
