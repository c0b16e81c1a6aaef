/** From text to terms: words, 3-grams and 3-grams of the sound skeleton, with weights. */
import { isLinking, withoutFiller } from '../text/filler.ts';
import { type Gram, grams } from '../text/grams.ts';
import { icuWords } from '../text/segment.ts';
import { skeleton } from '../text/skeleton.ts';
import type { Piece } from '../text/split.ts';
import type { Lexicon } from './lexicon.ts';

/** The three kinds of terms, side by side. */
export interface Bags {
  words: Map<string, number>;
  grams: Map<Gram, number>;
  sounds: Map<Gram, number>;
}

export const emptyBags = (): Bags => ({ words: new Map(), grams: new Map(), sounds: new Map() });

/** How a weight joins the one a term already has: repeats count in documents, the highest holds in questions. */
type Join = (before: number, weight: number) => number;
export const add: Join = (before, weight) => before + weight;
export const most: Join = Math.max;

/** The words of a text in pieces; a name kept whole counts as itself and by its parts. */
const wordsOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((word) => (word.whole ? [word.text, ...icuWords(word.text).filter((part) => part !== word.text)] : [word.text]));

/** A clean text cut into its terms. */
export interface Cut {
  clean: string;
  words: readonly string[];
  grams: readonly Gram[];
  /** 3-grams of its sound. */
  sounds: readonly Gram[];
}

/** Cuts a clean text. */
export const cutText = (lexicon: Lexicon, clean: string): Cut => cutPieces(clean, lexicon.segment(clean));

/** The same for a text whose pieces are known. */
export const cutPieces = (clean: string, pieces: readonly Piece[]): Cut => ({
  clean,
  words: wordsOf(pieces),
  grams: grams(clean),
  sounds: grams(skeleton(clean)),
});

/** Puts the terms of a clean text into bags under a weight. */
export const pourText = (bags: Bags, lexicon: Lexicon, clean: string, weight: number, join: Join): void =>
  pourCut(bags, cutText(lexicon, clean), weight, join);

/** The same for a text that is cut already. */
export function pourCut(bags: Bags, cut: Cut, weight: number, join: Join): void {
  pour(bags.words, cut.words, weight, join);
  pour(bags.grams, cut.grams, weight, join);
  pour(bags.sounds, cut.sounds, weight, join);
}

function pour<Term>(bag: Map<Term, number>, terms: readonly Term[], weight: number, join: Join): void {
  for (const term of terms) bag.set(term, join(bag.get(term) ?? 0, weight));
}

/** Words that say what a question is about, without filler and links. */
export const contentWords = (words: readonly string[]): string[] => withoutFiller(words).filter((word) => !isLinking(word));

/** The places of the sets that hold each term, in order. */
export function placesOf<Term>(sets: readonly Iterable<Term>[]): Map<Term, number[]> {
  const holding = new Map<Term, number[]>();
  sets.forEach((terms, at) => {
    for (const term of terms) {
      const places = holding.get(term);
      if (places) places.push(at);
      else holding.set(term, [at]);
    }
  });
  return holding;
}
