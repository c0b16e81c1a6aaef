/** Words and phrases that come again with other questions, taken apart once. */
import { LRUCache } from 'lru-cache';
import { icuWords } from '../text/segment.ts';
import type { Lexicon } from './lexicon.ts';
import type { Postings } from './postings.ts';
import { type Cut, cutText } from './terms.ts';

/** A word of a question, and the ways to say it, each cut into its parts. */
export interface AskedWord {
  text: string;
  /** How telling it is. */
  weight: number;
  /** True where some entry says it. */
  known: boolean;
  others: readonly (readonly string[])[];
}

export interface Phrases {
  asked(text: string): AskedWord;
  /** Cuts a clean phrase. */
  cut(phrase: string): Cut;
}

/** How many of each are kept; people use some thousands. */
const MOST = 10_000;

/** Makes them; how telling a word is tells the index of the entries. */
export function makePhrases(lexicon: Lexicon, words: Postings<string>): Phrases {
  const asked = (text: string): AskedWord => {
    const others = [text, ...lexicon.forms([text]), ...lexicon.synonyms([text])];
    return { text, weight: words.idf(text), known: words.has(text), others: others.map((other) => icuWords(other)) };
  };
  return { asked: kept(asked), cut: kept((phrase) => cutText(lexicon, phrase)) };
}

/** The function with its results kept, those that were used last. */
function kept<Value extends object>(make: (text: string) => Value): (text: string) => Value {
  const known = new LRUCache<string, Value>({ max: MOST });
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
}
