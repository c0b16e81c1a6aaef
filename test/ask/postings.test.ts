import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPostings } from '../../src/ask/postings.ts';

const words = (text: string): string[] => text.split(' ').filter(Boolean);
const build = (texts: readonly string[]) =>
  buildPostings(
    texts.map((text) => [{ text, weight: 1 }]),
    words,
  );

const bag = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

describe('postings', () => {
  const postings = build(['red apple', 'green apple', 'red brick wall']);

  it('scores a document by the terms it shares', () => {
    const [first = 0, second = 0, third = 0] = postings.score(bag('red apple'));
    expect(first).toBeGreaterThan(second);
    expect(first).toBeGreaterThan(third);
    expect(Array.from(postings.score(bag('blue')))).toEqual([0, 0, 0]);
  });

  it('values a rare term more than a common one, and an unknown one most', () => {
    expect(postings.idf('brick')).toBeGreaterThan(postings.idf('apple'));
    expect(postings.idf('blue')).toBeGreaterThan(postings.idf('brick'));
    expect(postings.has('blue')).toBe(false);
  });

  it('is empty without documents', () => {
    expect(build([]).score(bag('red'))).toHaveLength(0);
  });

  it('gives more for more of the same term, and never a negative score', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), text, (texts, asked) => {
        const [index, query] = [build(texts), bag(asked)];
        const scores = Array.from(index.score(query));
        expect(scores.every((score) => score >= 0)).toBe(true);
        const heavier = new Map([...query].map(([term, count]) => [term, count * 2]));
        index.score(heavier).forEach((score, at) => {
          expect(score).toBeCloseTo(2 * (scores[at] ?? 0));
        });
      }),
    );
  });
});
