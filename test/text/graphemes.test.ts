import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutGraphemes, graphemes } from '../../src/text/graphemes.ts';

describe('graphemes', () => {
  it('keeps vowels and tone marks with their letter', () => {
    expect(graphemes('ผู้ที่')).toEqual(['ผู้', 'ที่']);
  });
});

describe('cutGraphemes', () => {
  it('leaves a text that fits', () => {
    expect(cutGraphemes('ผู้บริหาร', 20)).toBe('ผู้บริหาร');
  });

  it('cuts between letters and counts the ellipsis', () => {
    const cut = cutGraphemes('ผู้อำนวยการกองและผู้อำนวยการสำนัก', 10);
    expect(graphemes(cut)).toHaveLength(10);
    expect(cut.endsWith('…')).toBe(true);
  });

  it('never exceeds its limit and begins as the text does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const cut = cutGraphemes(text, limit);
        expect(graphemes(cut).length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});
