/** English words in questions, read as what Thai documents say for them. */
import { stemmer } from 'stemmer';
import type { Lexicon } from './lexicon.ts';
import type { Postings } from './postings.ts';

/** Puts Thai words in the place of English ones. */
export type InThai = (words: readonly string[]) => string[];

const LATIN = /^[a-z]/;
/** Words of a phrase are stemmed one by one. */
const stem = (english: string): string => english.split(' ').map(stemmer).join(' ');

/**
 * Makes it from a dictionary, which also holds for other forms of its words where these can be of one alone. A word gives
 * way where entries say the Thai for it more often than the word itself: what documents use as a term of their own stays.
 */
export function makeInThai(lexicon: Lexicon, english: Readonly<Record<string, string>>, words: Postings<string>): InThai {
  const cuts = lexicon.segment(Object.values(english).map(lexicon.clean));
  const thai = new Map(Object.keys(english).map((word, at) => [lexicon.clean(word), cuts[at] ?? []]));
  const byStem = Map.groupBy(thai, ([word]) => stem(word));
  const otherForm = (word: string): readonly string[] => {
    const [[, first] = [], ...others] = byStem.get(stem(word)) ?? [];
    return first && others.every(([, other]) => other.join() === first.join()) ? first : [];
  };
  const isSaid = (word: string, translated: readonly string[]) =>
    translated.length > 0 && translated.every((part) => words.has(part) && words.idf(part) < words.idf(word));
  const read = (word: string): readonly string[] => {
    const translated = LATIN.test(word) ? (thai.get(word) ?? otherForm(word)) : [];
    return isSaid(word, translated) ? translated : [word];
  };
  return (asked) => asked.flatMap(read);
}
