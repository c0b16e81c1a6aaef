/** Thai words: cut by the ICU dictionary, except for names that the lexicon wants whole. */
import { LRUCache } from 'lru-cache';
import { isName, makeSplitter } from './split.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** Phrases of the lexicon come again with every question; long texts do not. In letters, and in phrases. */
const SHORT = 40;
const known = new LRUCache<string, readonly string[]>({ max: 5_000 });

/** Texts with their words. */
type Cuts = ReadonlyMap<string, readonly string[]>;

/** The words that ICU sees in a text, signs and spaces left out. */
export const icuWords = (text: string): readonly string[] => remembered([text]).get(text) ?? [];

/** The same for a few texts, which may come again. */
function remembered(texts: readonly string[]): Cuts {
  const cuts = new Map(texts.map((text) => [text, known.get(text) ?? []]));
  const unknown = [...cuts.keys()].filter((text) => !known.has(text));
  for (const [text, words] of cutByIcu(unknown)) {
    cuts.set(text, words);
    if (text.length <= SHORT) known.set(text, words);
  }
  return cuts;
}

/** The same for many texts: every word is one string, however often it stands in them. */
export function icuWordsOf(texts: ReadonlySet<string>): Cuts {
  const words = new Map<string, string>();
  return cutByIcu([...texts], (word) => {
    const same = words.get(word);
    if (same === undefined) words.set(word, word);
    return same ?? word;
  });
}

/** ICU joins no words over a line break. */
const BREAK = '\n';

/** Cuts texts at once, for to begin takes ICU longer than to go on. `same` may put another string of the same letters in a word's place. */
function cutByIcu(texts: readonly string[], same: (word: string) => string = (word) => word): Cuts {
  const cuts: string[][] = texts.map(() => []);
  let at = 0;
  let end = texts[0]?.length ?? 0;
  for (const { segment, index, isWordLike } of segmenter.segment(texts.join(BREAK))) {
    while (index > end) {
      at += 1;
      end += BREAK.length + (texts[at]?.length ?? 0);
    }
    if (isWordLike) cuts[at]?.push(same(segment));
  }
  return new Map(cuts.map((words, at) => [texts[at] ?? '', words]));
}

/**
 * Makes a function that cuts normalised texts into words and keeps the given names (normalised too) in one piece, the
 * longest first. Many texts at once take a fraction of the time that they take one by one.
 */
export function makeSegmenter(keepWhole: readonly string[]): (texts: readonly string[]) => string[][] {
  const { split } = makeSplitter(keepWhole);
  return (texts) => {
    const pieces = texts.map(split);
    const between = new Set<string>();
    for (const some of pieces) for (let at = 0; at < some.length; at += 2) between.add(some[at] ?? '');
    const cuts = texts.length === 1 ? remembered([...between]) : icuWordsOf(between);
    return pieces.map((some) => {
      const words: string[] = [];
      for (const [at, piece] of some.entries()) {
        if (isName(at)) words.push(piece);
        else for (const word of cuts.get(piece) ?? []) words.push(word);
      }
      return words;
    });
  };
}
