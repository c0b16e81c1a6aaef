/** The words of the house: abbreviations written out, other words for the same thing, names kept whole. */
import { fillerPhrases } from '../text/filler.ts';
import { normalise } from '../text/normalise.ts';
import { plain } from '../text/plain.ts';
import { icuWordsOf, makeSegmenter } from '../text/segment.ts';
import type { LexiconFile } from './knowledge.ts';

export interface Lexicon {
  /** Text as the engine compares it: normalised, without dividing signs. */
  clean(text: string): string;
  /** Words of clean texts, abbreviations and names whole; many at once take less time. */
  segment(cleans: readonly string[]): string[][];
  /** The words within one that is kept whole; none for any other. */
  parts(word: string): readonly string[];
  /** Long forms of the short ones among words, and the reverse. */
  forms(words: readonly string[]): string[];
  /** Other words for the same things. */
  synonyms(words: readonly string[]): string[];
  /** All that it knows, clean. */
  names: readonly string[];
}

const NONE: readonly string[] = [];

const clean = (text: string): string => plain(normalise(text));

/** Makes the lexicon from its file; `names` are further names to keep whole. */
export function makeLexicon(file: LexiconFile, names: readonly string[] = []): Lexicon {
  const written = file.abbreviations.map(({ short, long, also }) => [short, long, ...also].map(clean));
  const renamed = file.renamed.map((body) => [body.old, body.new, ...body.oldShort, ...body.newShort].map(clean));
  const forms = makeThesaurus([...written, ...renamed]);
  const alike = file.synonyms.map((set) => set.map(clean));
  const synonyms = makeThesaurus(alike);
  const known = [
    ...written.flat(),
    ...renamed.flat(),
    ...alike.flat(),
    ...file.keepWhole.map(clean),
    ...names.map(clean),
    ...phrasesOf(file.english),
  ];
  const whole = [...new Set([...known, ...fillerPhrases])];
  const cuts = icuWordsOf(new Set(whole));
  const parts = new Map(whole.map((name) => [name, (cuts.get(name) ?? []).filter((part) => part !== name)]));
  return { clean, segment: makeSegmenter(whole), parts: (word) => parts.get(word) ?? NONE, forms, synonyms, names: known };
}

/** English phrases, also as plurals. */
const phrasesOf = (english: LexiconFile['english']): string[] =>
  Object.keys(english)
    .filter((words) => words.includes(' '))
    .map(clean)
    .flatMap((phrase) => [phrase, `${phrase}s`]);

/** A function that finds members of sets among words, of which each is kept whole, and gives the sets' other members. */
function makeThesaurus(sets: readonly (readonly string[])[]): (words: readonly string[]) => string[] {
  const setsOf = new Map<string, string[][]>();
  for (const set of sets.map((members) => members.filter(Boolean))) {
    for (const member of set) setsOf.set(member, [...(setsOf.get(member) ?? []), set]);
  }
  return (words) => {
    const found = words.filter((word) => setsOf.has(word));
    if (found.length === 0) return [];
    const others = found.flatMap((member) => (setsOf.get(member) ?? []).flat());
    return [...new Set(others)].filter((member) => !found.includes(member));
  };
}
