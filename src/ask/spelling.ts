/** English words as somebody misspells them, put right by the nearest word known here. */
import { distance } from 'fastest-levenshtein';

/** Words of fewer letters have too many neighbours. */
const SHORTEST = 5;
/** From this many letters on, two mistakes are allowed. */
const LONG = 9;

const LATIN = /(?<![a-z\d])[a-z]{5,}(?![a-z\d])/g;

/**
 * Makes a function that puts the Latin words of a clean text right: one that is not known becomes the nearest known word
 * that begins with the same letter, at most one edit away, or two for 9 letters or more. Equals go by the alphabet.
 */
export function makeSpeller(words: Iterable<string>): (clean: string) => string {
  const known = new Set([...words].flatMap((word) => word.match(LATIN) ?? []));
  const byFirst = Map.groupBy([...known].sort(), (word) => word[0]);
  const nearest = (word: string): string => {
    const most = word.length >= LONG ? 2 : 1;
    const [best] = (byFirst.get(word[0]) ?? [])
      .filter((one) => one.length >= SHORTEST && Math.abs(one.length - word.length) <= most)
      .map((one) => ({ one, edits: distance(one, word) }))
      .filter(({ edits }) => edits <= most)
      .sort((a, b) => a.edits - b.edits);
    return best?.one ?? word;
  };
  return (clean) => clean.replace(LATIN, (word) => (known.has(word) ? word : nearest(word)));
}
