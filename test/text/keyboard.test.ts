import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairKeyboard, toEnglishKeys, toThaiKeys } from '../../src/text/keyboard.ts';

const words = new Set(['ผู้', 'ปฏิบัติ', 'งาน', 'บทบาท', 'ดิจิทัล', 'ทักษะ', 'digital', 'cio', 'government']);
const known = (word: string) => words.has(word);

describe('the two layouts', () => {
  it('undo each other on the keys they share', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'qwertyuiopasdfghjklzxcvbnmQWERTYUOPASDFGHJKLCVBNM1234567890'), maxLength: 40 });
    fc.assert(fc.property(keys, (text) => toEnglishKeys(toThaiKeys(text)) === text));
  });
});

describe('repairKeyboard', () => {
  it('turns a question wholly typed on English keys into Thai', () => {
    expect(repairKeyboard(`${toEnglishKeys('ทักษะดิจิทัล')}`, known)).toBe('ทักษะดิจิทัล');
  });

  it('turns English keys glued to Thai letters into Thai', () => {
    expect(repairKeyboard('z^hปฏิบัติงาน', known)).toBe('ผู้ปฏิบัติงาน');
  });

  it('turns Thai keys that spell an English word into English', () => {
    expect(repairKeyboard(`ทักษะ ${toThaiKeys('digital')}`, known)).toBe('ทักษะ digital');
  });

  it.each(['digital government', 'มีcioไหม', 'hello world', 'IoT', '70:20:10', 'ทักษะ digital', ''])('leaves "%s" alone', (text) => {
    expect(repairKeyboard(text, known)).toBe(text);
  });

  it('takes any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => typeof repairKeyboard(text, known) === 'string'));
  });
});
