/** What the words of a text tell of which of two kinds it is: questions that documents answer or not, welcome texts or not. */

/** Asked of the words of a text in their order. */
export interface Odds {
  /** How strongly they speak for one kind: the log of its odds, above 0 where it is likely. */
  of(words: readonly string[]): number;
  /** The words and pairs of neighbours that speak most for it, the strongest first. */
  cues(words: readonly string[]): string[];
}

/** Texts of the one kind and of the other, each as its words. */
export interface Examples {
  of: readonly (readonly string[])[];
  others: readonly (readonly string[])[];
  /** How many texts must speak for a weight to become about 1. */
  inertia: number;
}

/** A word or pair that stands in fewer texts tells nothing yet. */
const SELDOM = 3;
/** Weights hardly change after so many. */
const ROUNDS = 4;
/** A weight that is worth naming. */
const TELLING = 0.3;

/**
 * Learns it from examples: logistic regression over words and pairs of neighbours, kept small by a square penalty, its
 * weights moved one after another by the bound that the slope of the logistic function has. Both kinds count the same
 * together, however many texts there are of each. Deterministic.
 */
export function learnOdds({ of, others, inertia }: Examples): Odds {
  const numbers = new Map<string, number>();
  const number = (word: string) => numbers.get(word) ?? numbers.set(word, numbers.size + 1).size;
  const all = of.length + others.length;
  const holding = of.length * others.length === 0 ? new Map<number, number[]>() : placesOf([...of, ...others], number);
  const shares = [all / 2 / others.length, all / 2 / of.length] as const;
  const odds = new Float64Array(all);
  const weights = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [cue, texts] of holding) {
      const weight = weights.get(cue) ?? 0;
      let [slope, bound] = [-inertia * weight, inertia];
      for (const text of texts) {
        const isOf = text < of.length ? 1 : 0;
        slope += shares[isOf] * (isOf - chance(odds[text] ?? 0));
        bound += shares[isOf] * STEEPEST;
      }
      const step = slope / bound;
      weights.set(cue, weight + step);
      for (const text of texts) odds[text] = (odds[text] ?? 0) + step;
    }
  }
  const weighed = (words: readonly string[]): { said: string; weight: number }[] => {
    const known = words.map((word) => numbers.get(word) ?? 0);
    const cues = new Map(
      words.flatMap((word, at) => [[known[at] ?? 0, word] as const, [pair(known[at - 1], known[at]), `${words[at - 1]} ${word}`] as const]),
    );
    return Array.from(cues, ([cue, said]) => ({ said, weight: weights.get(cue) ?? 0 }));
  };
  return {
    of: (words) => weighed(words).reduce((sum, { weight }) => sum + weight, 0),
    cues: (words) =>
      weighed(words)
        .filter(({ weight }) => weight > TELLING)
        .sort((a, b) => b.weight - a.weight)
        .map(({ said }) => said),
  };
}

/** More words than are ever known. */
const MANY = 2 ** 22;
/** Two neighbours as one number; 0 where one of them is missing or unknown. */
const pair = (left = 0, right = 0): number => (left === 0 || right === 0 ? 0 : left * MANY + right);

/** The texts that hold each word and each pair of neighbours, where they are enough to tell anything. */
function placesOf(texts: readonly (readonly string[])[], number: (word: string) => number): Map<number, number[]> {
  const places = new Map<number, number[]>();
  const stands = (cue: number, text: number) => {
    const known = places.get(cue);
    if (!known) places.set(cue, [text]);
    else if (known.at(-1) !== text) known.push(text);
  };
  for (const [text, words] of texts.entries()) {
    let before = 0;
    for (const word of words) {
      const cue = number(word);
      stands(cue, text);
      if (before > 0) stands(pair(before, cue), text);
      before = cue;
    }
  }
  for (const [cue, held] of places) if (held.length < SELDOM) places.delete(cue);
  return places;
}

const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));
/** The steepest that it gets. */
const STEEPEST = 0.25;
