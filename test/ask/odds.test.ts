import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnOdds } from '../../src/ask/odds.ts';

const words = (text: string) => text.split(' ');
/** As many as it takes to learn from. */
const TOPICS = Array.from({ length: 60 }, (_, at) => `topic${at}`);
const ANSWERED = TOPICS.flatMap((topic) => [
  words(`what are the ${topic}`),
  words(`who needs ${topic}`),
  words(`how many ${topic} are there`),
]);
const UNANSWERED = TOPICS.map((topic) => words(`who signs for ${topic} now`));

describe('odds', () => {
  const doubt = learnOdds({ of: UNANSWERED, others: ANSWERED, inertia: 30 });

  it('are raised by words of one kind, whatever the texts are about', () => {
    expect(doubt.of(words('who signs for lunches now'))).toBeGreaterThan(1);
    expect(doubt.of(words('how many lunches are there'))).toBeLessThan(-1);
    // Both kinds hold it.
    expect(Math.abs(doubt.of(['topic7']))).toBeLessThan(0.2);
  });

  it('name what raises them, the strongest first, pairs of neighbours among it', () => {
    const cues = doubt.cues(words('who signs for lunches now'));
    expect(cues).toContain('who signs');
    expect(cues).toContain('now');
    expect(cues).not.toContain('lunches');
    expect(doubt.cues(words('what are the topic7'))).toEqual([]);
  });

  it('count both kinds the same, however many there are of each', () => {
    const few = learnOdds({ of: UNANSWERED, others: [...ANSWERED, ...ANSWERED, ...ANSWERED, ...ANSWERED], inertia: 30 });
    expect(few.of(words('who signs for lunches now'))).toBeGreaterThan(1);
  });

  it('know nothing where they could not learn', () => {
    for (const untaught of [
      learnOdds({ of: UNANSWERED, others: [], inertia: 30 }),
      learnOdds({ of: [], others: ANSWERED, inertia: 30 }),
      learnOdds({ of: [], others: [], inertia: 30 }),
    ]) {
      expect(untaught.of(words('who signs now'))).toBe(0);
      expect(untaught.cues(words('who signs now'))).toEqual([]);
    }
  });

  it('are a number for any words, and the same each time', () => {
    const again = learnOdds({ of: UNANSWERED, others: ANSWERED, inertia: 30 });
    fc.assert(
      fc.property(fc.array(fc.string()), (any) => {
        expect(doubt.of(any)).toBe(again.of(any));
        expect(Number.isFinite(doubt.of(any))).toBe(true);
      }),
    );
  });
});
