/** From text to terms: words, 3-grams and 3-grams of the sound skeleton, with weights. */
import { isLinking, withoutFiller } from '../text/filler.ts';
import { type Gram, grams } from '../text/grams.ts';
import { skeleton } from '../text/skeleton.ts';
import type { Lexicon } from './lexicon.ts';
import type { Bag, Part, TermsOf } from './postings.ts';

/** A clean text with its words; one that is kept whole stands before its parts. */
export interface Cut {
  clean: string;
  words: readonly string[];
}

/** The three ways to take it apart. */
export const byWords = ({ words }: Cut): readonly string[] => words;
export const byGrams = ({ clean }: Cut): readonly Gram[] => grams(clean);
/** 3-grams of its sound. */
export const bySounds = ({ clean }: Cut): readonly Gram[] => grams(skeleton(clean));

/** Cuts clean texts; many at once take a fraction of the time that they take one by one. */
export function cutTexts(lexicon: Lexicon, cleans: readonly string[]): Cut[] {
  const words = lexicon.segment(cleans);
  return cleans.map((clean, at) => cutWords(lexicon, clean, words[at] ?? []));
}

/** Cuts a clean text. */
export const cutText = (lexicon: Lexicon, clean: string): Cut => cutWords(lexicon, clean, lexicon.segment([clean]).flat());

/** Cuts clean texts, each once however often it comes, and tells the cut of each. */
export function cutEach(lexicon: Lexicon, cleans: Iterable<string>): (clean: string) => Cut {
  const cuts = new Map(cutTexts(lexicon, [...new Set(cleans)]).map((cut) => [cut.clean, cut]));
  return (clean) => cuts.get(clean) ?? cutText(lexicon, clean);
}

/** A clean text whose words are known. */
export function cutWords({ parts }: Lexicon, clean: string, whole: readonly string[]): Cut {
  const words: string[] = [];
  for (const word of whole) {
    words.push(word);
    for (const part of parts(word)) words.push(part);
  }
  return { clean, words };
}

/** What a question searches by: terms with their weights. */
export interface Bags {
  words: Bag<string>;
  grams: Bag<Gram>;
  sounds: Bag<Gram>;
}

/** Makes them; of a term's weights the highest holds. */
export const bagsOf = (parts: readonly Part<Cut>[]): Bags => ({
  words: heaviest(parts, byWords),
  grams: heaviest(parts, byGrams),
  sounds: heaviest(parts, bySounds),
});

function heaviest<Term>(parts: readonly Part<Cut>[], termsOf: TermsOf<Cut, Term>): Map<Term, number> {
  const bag = new Map<Term, number>();
  for (const { text, weight } of parts) for (const term of termsOf(text)) bag.set(term, Math.max(bag.get(term) ?? 0, weight));
  return bag;
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
