import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../src/bot/random.ts';
import { type Item, itemSchema, keyIndex, show, shuffle } from '../../src/quiz/item.ts';

const item: Item = {
  id: 'dl-sec-001',
  topic: 'รหัสผ่าน',
  dimension: 1,
  level: 1,
  bloom: 'apply',
  expectedCorrect: 0.6,
  audience: ['all'],
  stem: 'รหัสผ่านแบบใดเดายากที่สุด',
  options: ['วันเกิด', 'ชื่อหน่วยงาน', 'วลียาวที่ไม่ซ้ำใคร', '12345678'].map((text) => ({ text, why: `เพราะ ${text}` })),
  key: 'ค',
  explain: 'ยิ่งยาวยิ่งเดายาก',
  source: { title: 'มาตรฐาน', section: '3.1' },
  volatile: false,
  status: 'pilot',
  version: 2,
};

describe('an item', () => {
  test('that keeps the rules is taken', () => {
    expect(itemSchema.parse(item)).toEqual(item);
  });

  test.each<[string, Partial<Record<keyof Item, unknown>>]>([
    ['an id of another form', { id: 'sec-1' }],
    ['three options', { options: item.options.slice(1) }],
    ['the same option twice', { options: [...item.options.slice(0, 3), item.options[0]] }],
    ['a key that is no letter of an option', { key: 'จ' }],
    ['a stem of more than 115 characters', { stem: 'ก'.repeat(116) }],
    ['an option of more than 45', { options: [...item.options.slice(0, 3), { text: 'ก'.repeat(46), why: 'x' }] }],
    ['a reason of more than 90', { options: [...item.options.slice(0, 3), { text: 'x', why: 'ก'.repeat(91) }] }],
    ['an explanation of more than 90', { explain: 'ก'.repeat(91) }],
    ['nothing to explain', { explain: '' }],
    ['no audience', { audience: [] }],
    ['an audience that nobody is', { audience: ['everyone'] }],
    ['no version', { version: 0 }],
  ])('with %s is refused', (_, change) => {
    expect(itemSchema.safeParse({ ...item, ...change }).success).toBe(false);
  });

  test('too long as a whole is refused, though its parts are not', () => {
    const options = ['ก', 'ข', 'ค', 'ง'].map((letter) => ({ text: letter.repeat(45), why: 'x' }));
    expect(itemSchema.safeParse({ ...item, stem: 'ส'.repeat(115), options }).success).toBe(true);
    expect(
      itemSchema.safeParse({ ...item, stem: 'ส'.repeat(115), options: options.map(({ text, why }) => ({ text: `${text}ก`, why })) })
        .success,
    ).toBe(false);
  });
});

describe('shown', () => {
  test('it holds every option once, and the key and the order say the truth', () => {
    fc.assert(
      fc.property(fc.string(), (chance) => {
        const shown = show(item, 'SEC', seeded(chance));
        expect(shown.order.toSorted()).toEqual([0, 1, 2, 3]);
        expect(shown.options).toEqual(shown.order.map((index) => item.options[index]));
        expect(shown.order[shown.key]).toBe(keyIndex(item));
        expect(shown.options[shown.key]?.text).toBe('วลียาวที่ไม่ซ้ำใคร');
      }),
    );
  });

  test('the right option stands at each place about as often', () => {
    const places = Array.from({ length: 4_000 }, (_, index) => show(item, 'SEC', seeded(`n${index}`)).key);
    for (const place of [0, 1, 2, 3]) expect(Math.abs(places.filter((one) => one === place).length - 1_000)).toBeLessThan(120);
  });
});

describe('a shuffle', () => {
  test('loses nothing, adds nothing, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, chance) => {
        const before = [...list];
        const shuffled = shuffle(list, seeded(chance));
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
        expect(list).toEqual(before);
      }),
    );
  });

  test('gives each of the six orders of three about as often', () => {
    const orders = Array.from({ length: 6_000 }, (_, index) => shuffle(['a', 'b', 'c'], seeded(`s${index}`)).join(''));
    const counts = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'].map((order) => orders.filter((one) => one === order).length);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
