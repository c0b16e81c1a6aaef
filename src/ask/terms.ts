/** From text to terms: words, 3-grams and 3-grams of the sound skeleton, with weights. */
import { isLinking, withoutFiller } from '../text/filler.ts';
import { grams } from '../text/grams.ts';
import { icuWords } from '../text/segment.ts';
import { skeleton } from '../text/skeleton.ts';
import type { Lexicon } from './lexicon.ts';

/** The three kinds of terms, side by side. */
export interface Bags {
  words: Map<string, number>;
  grams: Map<string, number>;
  sounds: Map<string, number>;
}

export const emptyBags = (): Bags => ({ words: new Map(), grams: new Map(), sounds: new Map() });

/** How a weight joins the one a term already has: repeats count in documents, the highest holds in questions. */
type Join = (before: number, weight: number) => number;
export const add: Join = (before, weight) => before + weight;
export const most: Join = Math.max;

/** Words of a clean text; a name kept whole counts as itself and by its parts. */
export const wordsOf = (lexicon: Lexicon, clean: string): string[] =>
  lexicon
    .segment(clean)
    .flatMap((word) => (word.whole ? [word.text, ...icuWords(word.text).filter((part) => part !== word.text)] : [word.text]));

/** Puts the terms of a clean text into bags under a weight. */
export function pourText(bags: Bags, lexicon: Lexicon, clean: string, weight: number, join: Join): void {
  pour(bags.words, wordsOf(lexicon, clean), weight, join);
  pourGrams(bags, clean, weight, join);
}

/** The same for 3-grams and sounds alone. */
function pourGrams(bags: Bags, clean: string, weight: number, join: Join): void {
  pour(bags.grams, grams(clean), weight, join);
  pour(bags.sounds, grams(skeleton(clean)), weight, join);
}

function pour(bag: Map<string, number>, terms: readonly string[], weight: number, join: Join): void {
  for (const term of terms) bag.set(term, join(bag.get(term) ?? 0, weight));
}

/** Words that say what a question is about, without filler and links. */
export const contentWords = (words: readonly string[]): string[] => withoutFiller(words).filter((word) => !isLinking(word));
