/** Search in passages that nobody prepared: the engine's text side alone, without knowledge, tables or lexicon. */
import { type Gram, grams, withoutThaiSpaces } from '../text/grams.ts';
import { skeleton } from '../text/skeleton.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { buildPostings, type Postings } from './postings.ts';
import { closeness, type Near, type Scanned } from './retrieve-closeness.ts';
import { type PassageQuery, readPassageQuery } from './retrieve-query.ts';
import { byItsBest, highest, sumOf } from './scores.ts';
import { byGrams, bySounds, byWords, cutEach } from './terms.ts';

export interface Passage {
  id: string;
  text: string;
  title?: string | undefined;
}

/** Built once from the passages, then only read. */
export interface PassageIndex {
  ids: readonly string[];
  scanned: readonly Scanned[];
  lexicon: Lexicon;
  words: Postings<string>;
  grams: Postings<Gram>;
  sounds: Postings<Gram>;
}

/** What a title's words count, against 1 for the text's. */
const TITLE = 2;

/** How many passages are looked at closely, and how many are told. */
const CLOSELY = 20;
const TOLD = 10;

/** Builds the index; linear in the text, deterministic. Ids must differ. */
export function buildPassageIndex(passages: readonly Passage[]): PassageIndex {
  const lexicon = makeLexicon({ abbreviations: [], synonyms: [], renamed: [], keepWhole: [], english: {} });
  const clean = passages.map(({ title = '', text }) => ({ title: lexicon.clean(title), text: lexicon.clean(text) }));
  const cut = cutEach(
    lexicon,
    clean.flatMap(({ title, text }) => [title, text]),
  );
  const parts = clean.map(({ title, text }) => [
    { text: cut(title), weight: TITLE },
    { text: cut(text), weight: 1 },
  ]);
  return {
    ids: passages.map((passage) => passage.id),
    scanned: clean.map(scan),
    lexicon,
    words: buildPostings(parts, byWords),
    grams: buildPostings(parts, byGrams),
    sounds: buildPostings(parts, bySounds),
  };
}

/** Ids of the passages nearest to a question as typed: at most 10, best first, equals in the order given. */
export function searchPassages(index: PassageIndex, typed: string): string[] {
  const query = readPassageQuery(index, typed);
  return nearest(index, query)
    .map((found) => ({ ...found, score: closeness(index, query, found) }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, TOLD)
    .flatMap(({ at }) => index.ids[at] ?? []);
}

/** The passages with the highest sums of scores; none that shares nothing with the question. */
function nearest(index: PassageIndex, { bags }: PassageQuery): Near[] {
  const byWords = byItsBest(index.words.score(bags.words));
  const byGrams = byItsBest(index.grams.score(bags.grams));
  const bySounds = byItsBest(index.sounds.score(bags.sounds));
  const near = (at: number): Near => ({ at, words: byWords[at] ?? 0, grams: byGrams[at] ?? 0, sounds: bySounds[at] ?? 0 });
  const sums = sumOf([byWords, byGrams, bySounds]);
  return highest(sums, CLOSELY)
    .filter((at) => (sums[at] ?? 0) > 0)
    .map(near);
}

const scan = ({ title, text }: { title: string; text: string }): Scanned => ({
  title: withoutThaiSpaces(title),
  text: withoutThaiSpaces(text),
  titleSounds: [...new Set(grams(skeleton(title)))],
});
