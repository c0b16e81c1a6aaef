/** Questions that the documents are known not to answer: who asks nearly that is not answered with the nearest entry. */
import type { Gram } from '../text/grams.ts';
import { alike, OTHERWISE } from './likeness.ts';
import { massOf, type Postings } from './postings.ts';
import type { Question } from './question.ts';
import { bySounds, type Cut, contentWords, placesOf } from './terms.ts';

/** How alike a question is to the nearest known gap: the sum by its sounds and by its words, each from 0 to 1; 4 for the very question. */
export type Gaps = (question: Question) => number;

/** Terms of the questions, by the places of the questions that hold them, and how telling each question is. */
interface Side<Term> {
  holding: ReadonlyMap<Term, Uint16Array>;
  masses: Float64Array;
}

/** No entry is as near to a question as a gap in its very words. */
const EXACT = 4;

/** Makes the measure from those questions; how telling a term is tell the indexes of the entries. */
export function makeGaps(cuts: readonly Cut[], indexes: { words: Postings<string>; sounds: Postings<Gram> }): Gaps {
  const sounds = sideOf(
    cuts.map((cut) => new Set(bySounds(cut))),
    indexes.sounds,
  );
  const words = sideOf(
    cuts.map((cut) => new Set(contentWords(cut.words))),
    indexes.words,
  );
  const known = new Set(cuts.map(({ clean }) => clean));
  return (question) => {
    if (known.has(question.clean)) return EXACT;
    const bySounds = new Float64Array(cuts.length);
    for (const [gram, weight] of question.sounds.telling) give(bySounds, sounds.holding.get(gram), weight);
    const byWords = new Float64Array(cuts.length);
    for (const { text, others, weight } of question.words) {
      const exactly = words.holding.get(text);
      give(byWords, exactly, weight);
      give(byWords, otherwise(words, others, exactly), OTHERWISE * weight);
    }
    const mass = question.words.reduce((sum, { weight }) => sum + weight, 0);
    let nearest = 0;
    for (let at = 0; at < bySounds.length; at += 1) {
      const sound = alike(bySounds[at] ?? 0, question.sounds.mass, sounds.masses[at] ?? 0);
      nearest = Math.max(nearest, sound + alike(byWords[at] ?? 0, mass, words.masses[at] ?? 0));
    }
    return nearest;
  };
}

const sideOf = <Term>(sets: readonly ReadonlySet<Term>[], index: Postings<Term>): Side<Term> => ({
  holding: new Map(Array.from(placesOf(sets), ([term, places]) => [term, Uint16Array.from(places)])),
  masses: Float64Array.from(sets, (terms) => massOf(index, terms)),
});

/** Where a word is said in another way alone. */
const otherwise = ({ holding }: Side<string>, others: readonly (readonly string[])[], exactly: Iterable<number> = []): number[] => {
  const places = new Set(others.flatMap((parts) => (parts.length === 1 && parts[0] ? [...(holding.get(parts[0]) ?? [])] : [])));
  for (const place of exactly) places.delete(place);
  return [...places];
};

function give(shared: Float64Array, places: ArrayLike<number> = [], weight: number): void {
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    shared[place] = (shared[place] ?? 0) + weight;
  }
}
