import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';
import { plain } from '../../src/text/plain.ts';

describe('plain', () => {
  it.each([
    ['สำนักงาน ก.พ.ร. กำหนด', 'สำนักงาน กพร กำหนด'],
    ['พ.ร.บ.ปฏิบัติราชการ', 'พรบ ปฏิบัติราชการ'],
    ['ผอ.กอง', 'ผอ กอง'],
    ['ก.พาณิชย์', 'ก พาณิชย์'],
    ['ข้อ 4.8.3 (70:20:10)', 'ข้อ 4.8.3 70:20:10'],
    ['2,334 ตำแหน่ง', '2334 ตำแหน่ง'],
    ['ปี3-5คืออะไร?', 'ปี 3-5 คืออะไร'],
    ['E-Government', 'e government'],
  ])('reads %s as %s', (before, after) => {
    expect(plain(normalise(before))).toBe(after);
  });

  it('changes nothing the second time', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'กพรอาิ่ .,:/-()12ab'), maxLength: 40 });
    fc.assert(fc.property(typed, (text) => plain(plain(normalise(text))) === plain(normalise(text))));
  });
});
