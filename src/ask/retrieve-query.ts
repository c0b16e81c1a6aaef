/** A question to foreign passages as the retrieval engine reads it. */
import { readNumbers } from '../text/clauses.ts';
import { withoutFiller } from '../text/filler.ts';
import { type Gram, gramOf, grams, gramTexts } from '../text/grams.ts';
import { repairKeyboard } from '../text/keyboard.ts';
import { icuWords } from '../text/segment.ts';
import { skeleton } from '../text/skeleton.ts';
import type { Lexicon } from './lexicon.ts';
import type { Postings } from './postings.ts';
import { type Bags, bagsOf, contentWords, cutTexts } from './terms.ts';

/** Distinct terms with how telling each is. */
export type Telling = ReadonlyMap<string, number>;

export interface PassageQuery {
  /** Weighted terms to search by. */
  bags: Bags;
  /** The words that say what is asked about. */
  words: Telling;
  /** 3-grams of the whole question, filler included. */
  grams: Telling;
  /** 3-grams of its sound. */
  sounds: ReadonlySet<Gram>;
  /** Numbers as written. */
  numbers: readonly string[];
}

/** What a query is read against. */
interface Indexes {
  lexicon: Lexicon;
  words: Postings<string>;
  grams: Postings<Gram>;
}

/** The longest question that is read, in UTF-16 units; the rest is dropped. */
const LIMIT = 500;

/** What words of politeness and asking count, against 1 for the others. */
const FILLER = 0.25;

/** Reads what somebody typed, in whichever keyboard layout. */
export function readPassageQuery({ lexicon, words, grams: written }: Indexes, typed: string): PassageQuery {
  const asked = typed.slice(0, LIMIT);
  const known = (word: string) => words.has(lexicon.clean(word));
  const repaired = repairKeyboard(asked, known);
  const clean = lexicon.clean(repaired === asked ? asked : `${repaired} ${untouched(asked, known)}`);
  const segments = lexicon.segment([clean]).flat();
  const content = withoutFiller(segments).join(' ');
  const cuts = cutTexts(lexicon, [content, clean]);
  return {
    bags: bagsOf(cuts.map((text, at) => ({ text, weight: at === 0 ? 1 : FILLER }))),
    words: new Map(contentWords(segments).map((word) => [word, words.idf(word)])),
    grams: new Map(gramTexts(clean).map((gram) => [gram, written.idf(gramOf(gram))])),
    sounds: new Set(grams(skeleton(clean))),
    numbers: readNumbers(clean),
  };
}

/** In a question typed in the wrong layout, what may have been meant as typed: years, names of three letters or more. */
const MEANT = /\d{2,}|[A-Za-z]{3,}/g;

const untouched = (typed: string, known: (word: string) => boolean): string =>
  icuWords((typed.match(MEANT) ?? []).join(' '))
    .filter(known)
    .join(' ');
