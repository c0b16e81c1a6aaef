import { describe, expect, it } from 'vitest';
import { gramOf, grams, gramTexts } from '../../src/text/grams.ts';

describe('grams', () => {
  it('does not see spaces between Thai letters', () => {
    expect(grams('ทักษะ ดิจิทัล')).toEqual(grams('ทักษะดิจิทัล'));
  });

  it('sees spaces between English words', () => {
    expect(grams('open data')).not.toEqual(grams('opendata'));
  });

  it.each([
    ['', []],
    ['กพ', ['กพ']],
    ['กพร', ['กพร']],
    ['กพรส', ['กพร', 'พรส']],
  ])('takes "%s" apart', (text, parts) => {
    expect(gramTexts(text)).toEqual(parts);
    expect(grams(text)).toEqual(parts.map(gramOf));
  });

  it('gives each gram of Thai and English letters a number of its own', () => {
    const letters = ['ก', 'ฮ', 'ะ', '์', '9', 'a', 'z', ' '];
    const all = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)));
    expect(new Set(all.map((gram) => gramOf(gram))).size).toBe(new Set(all.map((gram) => gramTexts(gram).join())).size);
  });
});
