import { describe, expect, it } from 'vitest';
import { commands } from '../../src/dialog/press.ts';
import { commandWords, recognize } from '../../src/dialog/recognize.ts';
import { asTyped } from '../../src/dialog/typed.ts';

describe('recognize', () => {
  it.each([
    ['เมนู', 'menu', ''],
    ['  เมนูครับ ', 'menu', ''],
    ['MENU', 'menu', ''],
    ['หยุดเตือนนะคะ', 'reminders', 'off'],
    ['เปิดเตือน', 'reminders', 'on'],
    ['ภาษาไทยค่ะ', 'language', 'th'],
    ['English please', 'language', 'en'],
    ['ภาษา', 'language', ''],
    ['ฉันต้องทำอะไรบ้าง', 'compass', ''],
    ['my  data', 'my-data', ''],
    ['ทำต่อจ้า', 'resume', ''],
    ['ออก!', 'leave', ''],
    ['ตั้งค่า', 'settings', ''],
    ['stop reminders', 'reminders', 'off'],
    ['stop', 'leave', ''],
    ['/help', 'help', ''],
  ])('takes "%s" for %s %s', (text, command, arg) => {
    expect(recognize(text)).toEqual({ command, arg });
  });

  it.each(['เมนูอาหารกลางวัน', 'ช่วยบอกเมนูหน่อย', 'ครับ', 'ข', '1', '', 'ฉันต้องทำอะไรบ้างถ้าเป็น ผอ.', 'constructor'])(
    'leaves "%s" to others',
    (text) => {
      expect(recognize(text)).toBeUndefined();
    },
  );

  it('has words for every command, none of which stands for two', () => {
    expect(new Set(commandWords.map(({ means }) => means.command))).toEqual(new Set(commands));
    const owners = new Map<string, Set<string>>();
    for (const { means, words } of commandWords) {
      for (const word of words) owners.set(word, (owners.get(word) ?? new Set()).add(`${means.command} ${means.arg}`));
    }
    expect([...owners].filter(([, those]) => those.size > 1)).toEqual([]);
    expect(owners.has('')).toBe(false);
  });
});

describe('asTyped', () => {
  it.each([
    ['ข้อ ก ครับ', 'ข้อ ก'],
    ['๔', '4'],
    ['ก.', 'ก'],
    ['“ใช่”', 'ใช่'],
    ['นะคะ', 'นะคะ'],
    ['ทำ\u0e4d', 'ทำ\u0e4d'],
    ['SUMIF', 'sumif'],
    ['=A2*$B$1', '=a2*$b$1'],
  ])('reads %s as %s', (text, typed) => {
    expect(asTyped(text)).toBe(typed);
  });
});
