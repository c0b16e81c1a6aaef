import { describe, expect, it } from 'vitest';
import { grams } from '../../src/text/grams.ts';

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
    expect(grams(text)).toEqual(parts);
  });
});
