import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';
import { formatThaiDate, readYears, withoutYears } from '../../src/text/years.ts';

describe('formatThaiDate', () => {
  it.each([
    ['2017-09-26', '26 กันยายน 2560'],
    ['2022-12', 'ธันวาคม 2565'],
    ['2019', '2562'],
    ['ไม่ระบุ', 'ไม่ระบุ'],
  ])('writes %s as %s', (iso, thai) => {
    expect(formatThaiDate(iso)).toBe(thai);
  });

  it('reads an instant in Bangkok', () => {
    expect(formatThaiDate(new Date('2024-12-31T17:00:00Z'))).toBe('1 มกราคม 2568');
    expect(formatThaiDate(new Date('2024-12-31T16:59:59Z'))).toBe('31 ธันวาคม 2567');
  });
});

describe('readYears', () => {
  it.each([
    ['ปีงบประมาณ 2561-2563', [2561, 2562, 2563]],
    ['ปี ๖๑-๖๒', [2561, 2562]],
    ['64-65 ล่ะ', [2564, 2565]],
    ['อันดับของไทยปี 2024', [2567]],
    ['มติ ครม. 26 ก.ย. 60', [2560]],
    ['ปีที่ 3-5', []],
    ['70:20:10', []],
    ['ข้อ 4.5.2', []],
  ])('finds in "%s" %j', (text, years) => {
    expect(readYears(normalise(text))).toEqual(years);
  });

  it('leaves no year in what withoutYears leaves', () => {
    fc.assert(fc.property(fc.integer({ min: 2540, max: 2580 }), (year) => readYears(withoutYears(`แผนปี ${year} ของกรม`)).length === 0));
  });
});
