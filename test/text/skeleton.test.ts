import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skeleton } from '../../src/text/skeleton.ts';

describe('skeleton', () => {
  it.each([
    ['ทักษะ', 'ทักสะ'],
    ['หลักสูตร', 'หลักสุต์ร'],
    ['ใคร', 'ไคร'],
    ['ที่', 'ที'],
    ['ศูนย์', 'สูนย'],
    ['หมาย', 'มาย'],
    ['ไหน', 'ใหน'],
    ['รัฐ', 'รัท'],
  ])('hears %s and %s alike', (one, other) => {
    expect(skeleton(one)).toBe(skeleton(other));
  });

  it('keeps different words apart', () => {
    expect(skeleton('บทบาท')).not.toBe(skeleton('บริการ'));
  });

  it('never throws and never grows', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => skeleton(text).length <= text.length));
  });
});
