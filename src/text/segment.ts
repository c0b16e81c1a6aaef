/** Thai words: cut by the ICU dictionary, except for names that the lexicon wants whole. */
import { LRUCache } from 'lru-cache';
import { makeSplitter, type Piece } from './split.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** Phrases of the lexicon come again with every question; long texts do not. In letters, and in phrases. */
const SHORT = 40;
const cut = new LRUCache<string, readonly string[]>({ max: 5_000 });

/** The words that ICU sees in a text, signs and spaces left out. */
export function icuWords(text: string): readonly string[] {
  if (text.length > SHORT) return cutByIcu(text);
  const known = cut.get(text);
  if (known) return known;
  const words = cutByIcu(text);
  cut.set(text, words);
  return words;
}

function cutByIcu(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) words.push(segment);
  return words;
}

/** Makes a function that cuts a normalised text into words and keeps the given names (normalised too) in one piece, the longest first. */
export function makeSegmenter(keepWhole: readonly string[]): (text: string) => Piece[] {
  const split = makeSplitter(keepWhole);
  return (text) => split(text).flatMap((piece) => (piece.whole ? [piece] : icuWords(piece.text).map(asPart)));
}

const asPart = (text: string): Piece => ({ text, whole: false });
