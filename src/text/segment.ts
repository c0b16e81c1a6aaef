/** Thai words: cut by the ICU dictionary, except for names that the lexicon wants whole. */
import { makeSplitter, type Piece } from './split.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** The words that ICU sees in a text, signs and spaces left out. */
export const icuWords = (text: string): string[] =>
  Array.from(segmenter.segment(text))
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);

/** Makes a function that cuts a normalised text into words and keeps the given names (normalised too) in one piece, the longest first. */
export function makeSegmenter(keepWhole: readonly string[]): (text: string) => Piece[] {
  const split = makeSplitter(keepWhole);
  return (text) => split(text).flatMap((piece) => (piece.whole ? [piece] : icuWords(piece.text).map(asPart)));
}

const asPart = (text: string): Piece => ({ text, whole: false });
