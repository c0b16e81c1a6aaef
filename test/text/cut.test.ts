import { expect, test } from 'vitest';
import { cutInput, cutUnits } from '../../src/text/cut.ts';

test('a cut text keeps its limit and ends between clusters, however small the limit', () => {
  expect(cutUnits('ที่ที่ที่', 5)).toBe('ที่…');
  expect(cutUnits('ก่ก่ก่', 1)).toBe('…');
  expect(cutUnits('ก่ก่ก่', 0)).toBe('…');
  expect(cutUnits('', 0)).toBe('');
  expect(cutInput('ที่ที่', 4)).toBe('ที่');
});
