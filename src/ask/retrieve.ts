/** Search in passages that nobody prepared: the engine's text side alone, without knowledge, tables or lexicon. */
import { grams, withoutThaiSpaces } from '../text/grams.ts';
import { skeleton } from '../text/skeleton.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { buildPostings, type Postings } from './postings.ts';
import { closeness, type Near, type Scanned } from './retrieve-closeness.ts';
import { type PassageQuery, readPassageQuery } from './retrieve-query.ts';
import { add, emptyBags, pourText } from './terms.ts';

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
  words: Postings;
  grams: Postings;
  sounds: Postings;
}

/** What a title's words count, against 1 for the text's. */
const TITLE = 2;

/** How many passages are looked at closely, and how many are told. */
const CLOSELY = 20;
const TOLD = 10;

/** Builds the index; linear in the text, deterministic. Ids must differ. */
export function buildPassageIndex(passages: readonly Passage[]): PassageIndex {
  const lexicon = makeLexicon({ abbreviations: [], synonyms: [], renamed: [], keepWhole: [] });
  const bags = passages.map(({ title = '', text }) => {
    const filled = emptyBags();
    pourText(filled, lexicon, lexicon.clean(title), TITLE, add);
    pourText(filled, lexicon, lexicon.clean(text), 1, add);
    return filled;
  });
  return {
    ids: passages.map((passage) => passage.id),
    scanned: passages.map((passage) => scan(passage, lexicon)),
    lexicon,
    words: buildPostings(bags.map((bag) => bag.words)),
    grams: buildPostings(bags.map((bag) => bag.grams)),
    sounds: buildPostings(bags.map((bag) => bag.sounds)),
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
  const sums = byWords.map((score, at) => score + (byGrams[at] ?? 0) + (bySounds[at] ?? 0));
  return highest(sums, CLOSELY).map(near);
}

/** The places of the highest values above 0, the highest first; of equal ones the earlier. */
function highest(values: Float64Array, most: number): number[] {
  const least = values.toSorted().at(-most) ?? 0;
  const places: number[] = [];
  for (let at = 0; at < values.length; at += 1) if ((values[at] ?? 0) > 0 && (values[at] ?? 0) >= least) places.push(at);
  return places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, most);
}

function byItsBest(scores: Float64Array): Float64Array {
  let best = 0;
  for (const score of scores) if (score > best) best = score;
  return best > 0 ? scores.map((score) => score / best) : scores;
}

function scan({ title = '', text }: Passage, lexicon: Lexicon): Scanned {
  const name = lexicon.clean(title);
  return {
    title: withoutThaiSpaces(name),
    text: withoutThaiSpaces(lexicon.clean(text)),
    titleSounds: [...new Set(grams(skeleton(name)))],
  };
}
