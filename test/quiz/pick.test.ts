import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../src/bot/random.ts';
import { quizDomains } from '../../src/dialog/types.ts';
import { type Candidate, pick, REST_DAYS } from '../../src/quiz/pick.ts';

const NOW = new Date('2026-11-20T03:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const bank = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 999 }).map((number) => `item-${number}`),
      version: fc.integer({ min: 1, max: 9 }),
      domain: fc.constantFrom(...quizDomains),
      answered: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  )
  .map((items) =>
    items.map(({ answered, ...item }): Candidate => ({ ...item, ...(answered !== undefined && { answeredAt: daysAgo(answered) }) })),
  );
const length = fc.integer({ min: 0, max: 12 });
const seed = fc.string();
const isTired = ({ answeredAt }: Candidate) => answeredAt !== undefined && answeredAt >= daysAgo(REST_DAYS);

const picked = (candidates: Candidate[], count: number, chance: string): Candidate[] =>
  pick(candidates, count, NOW, seeded(chance)).flatMap(({ id }) => candidates.find((candidate) => candidate.id === id) ?? []);

test('as many different items as asked for, or all there are, in the versions at hand', () => {
  fc.assert(
    fc.property(bank, length, seed, (candidates, count, chance) => {
      const items = pick(candidates, count, NOW, seeded(chance));
      expect(items).toHaveLength(Math.min(count, candidates.length));
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      for (const { id, version } of items) expect(candidates).toContainEqual(expect.objectContaining({ id, version }));
    }),
  );
});

test('an item answered within thirty days comes only when nothing else is left, the oldest first', () => {
  fc.assert(
    fc.property(bank, length, seed, (candidates, count, chance) => {
      const items = picked(candidates, count, chance);
      const tired = items.filter(isTired);
      if (tired.length > 0) expect(items.length - tired.length).toBe(candidates.filter((candidate) => !isTired(candidate)).length);
      const days = tired.map(({ answeredAt }) => answeredAt?.getTime() ?? 0);
      expect(days).toEqual(days.toSorted((a, b) => a - b));
    }),
  );
});

test('of the rested items, no domain comes a second time while another has not come', () => {
  fc.assert(
    fc.property(bank, length, seed, (candidates, count, chance) => {
      const rested = candidates.filter((candidate) => !isTired(candidate));
      const domains = picked(rested, count, chance).map(({ domain }) => domain);
      const distinct = new Set(rested.map(({ domain }) => domain)).size;
      expect(new Set(domains.slice(0, distinct)).size).toBe(Math.min(count, distinct));
    }),
  );
});

test('the same chance gives the same items, another gives others', () => {
  const candidates = Array.from({ length: 30 }, (_, index): Candidate => ({ id: `item-${index}`, version: 1, domain: 'SEC' }));
  const ids = (chance: string) => pick(candidates, 5, NOW, seeded(chance)).map(({ id }) => id);
  expect(ids('one')).toEqual(ids('one'));
  expect(ids('one')).not.toEqual(ids('two'));
});

test('the bank at hand is left as it is', () => {
  const candidates: Candidate[] = [
    { id: 'a', version: 1, domain: 'SEC' },
    { id: 'b', version: 1, domain: 'LAW' },
  ];
  const before = structuredClone(candidates);
  pick(candidates, 2, NOW, seeded('x'));
  expect(candidates).toEqual(before);
});

test('an item rests for thirty days, not a moment less', () => {
  const items: Candidate[] = [
    { id: 'just rested', version: 1, domain: 'SEC', answeredAt: new Date(daysAgo(REST_DAYS).getTime() - 1) },
    { id: 'still tired', version: 1, domain: 'LAW', answeredAt: daysAgo(REST_DAYS) },
  ];
  for (const chance of ['a', 'b', 'c', 'd']) expect(pick(items, 1, NOW, seeded(chance))).toEqual([{ id: 'just rested', version: 1 }]);
});
