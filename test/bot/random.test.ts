import { expect, test } from 'vitest';
import { seeded } from '../../src/bot/random.ts';

const draw = (seed: string, count: number): number[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, random);
};

test('the same seed draws the same numbers, another draws others', () => {
  expect(draw('line:e1:7', 20)).toEqual(draw('line:e1:7', 20));
  expect(draw('line:e1:7', 20)).not.toEqual(draw('line:e1:8', 20));
});

test('the numbers lie from 0 up to 1, and evenly', () => {
  const numbers = draw('even', 10_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  for (const tenth of Array(10).keys()) {
    const count = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
    expect(Math.abs(count - 1_000)).toBeLessThan(150);
  }
});
