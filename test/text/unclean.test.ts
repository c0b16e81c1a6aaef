import { expect, it } from 'vitest';
import { unclean } from '../../src/text/unclean.ts';

it.each([
  ['a zero-width space', 'ดิจิ\u200bทัล', 'invisible character'],
  ['a soft hyphen', 'digi\u00adtal', 'invisible character'],
  ['a mark of direction', '\u202aGCIO', 'invisible character'],
  ['a control character', 'ก\u0007ข', 'invisible character'],
  ['sara am in two characters', 'คํา', 'split sara am'],
  ['sara am in two characters with a tone mark', 'นํ้า', 'split sara am'],
  ['a letter apart from its accent', 'cafe\u0301', 'not composed (NFC)'],
])('names %s', (_, text, what) => {
  expect(unclean(text)).toBe(what);
});

it.each(['คำน้ำทำ พ.ศ. 2560', 'บรรทัดหนึ่ง\nบรรทัดสอง\tต่อ', 'café'])('lets %j pass', (text) => {
  expect(unclean(text)).toBeUndefined();
});
