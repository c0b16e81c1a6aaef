/** What the words of a question tell of whether documents answer it: who holds an office now they seldom say, whatever the office. */
import { placesOf } from './terms.ts';

/** Asked of the words of a question in their order. */
export interface Doubt {
  /** How strongly they speak against an answer: the log of odds, above 0 for doubt. */
  of(words: readonly string[]): number;
  /** The words and pairs of neighbours that speak most against it, the strongest first. */
  cues(words: readonly string[]): string[];
}

/** A word or pair that stands in fewer questions tells nothing yet. */
const SELDOM = 3;
/** What a weight has to overcome: how many questions must speak for it to become about 1. */
const INERTIA = 30;
/** Weights hardly change after so many. */
const ROUNDS = 4;

/**
 * Learns it from questions that are answered and questions that are not: logistic regression over words and pairs of
 * neighbours, kept small by a square penalty, its weights moved one after another by the bound that the slope of the
 * logistic function has. Both kinds of questions count the same together, however many there are of each. Deterministic.
 */
export function learnDoubt(answered: readonly (readonly string[])[], unanswered: readonly (readonly string[])[]): Doubt {
  const known = answered.length * unanswered.length === 0 ? [] : placesOf([...unanswered, ...answered].map(cuesOf));
  const holding = [...known].filter(([, questions]) => questions.length >= SELDOM);
  const isOpen = (question: number) => question < unanswered.length;
  const all = answered.length + unanswered.length;
  const counts = (question: number) => all / 2 / (isOpen(question) ? unanswered.length : answered.length);
  const odds = new Float64Array(all);
  const weights = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [cue, questions] of holding) {
      const weight = weights.get(cue) ?? 0;
      let [slope, bound] = [-INERTIA * weight, INERTIA];
      for (const question of questions) {
        const share = counts(question);
        slope += share * ((isOpen(question) ? 1 : 0) - chance(odds[question] ?? 0));
        bound += share * STEEPEST;
      }
      const step = slope / bound;
      weights.set(cue, weight + step);
      for (const question of questions) odds[question] = (odds[question] ?? 0) + step;
    }
  }
  const weightOf = (cue: string) => weights.get(cue) ?? 0;
  return {
    of: (words) => cuesOf(words).reduce((sum, cue) => sum + weightOf(cue), 0),
    cues: (words) =>
      cuesOf(words)
        .filter((cue) => weightOf(cue) > TELLING)
        .sort((a, b) => weightOf(b) - weightOf(a)),
  };
}

/** A weight that is worth naming. */
const TELLING = 0.3;

const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));
/** The steepest that it gets. */
const STEEPEST = 0.25;

/** Words, and pairs of neighbours, each once. */
const cuesOf = (words: readonly string[]): string[] => [
  ...new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]),
];
