/** The knowledge made searchable: built once for each published version, then only read. */

import { readClauses, readNumbers } from '../text/clauses.ts';
import { grams } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { skeleton } from '../text/skeleton.ts';
import { buddhistYearOf } from '../text/years.ts';
import { type Entities, type EntityReader, makeEntityReader } from './entities.ts';
import type { Entry, Knowledge, SourceDocument } from './knowledge.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { buildPostings, type Postings } from './postings.ts';
import { add, type Bags, contentWords, emptyBags, pourText, wordsOf } from './terms.ts';

/** Distinct terms with how telling each is, and how telling they are together. */
export interface Terms {
  telling: ReadonlyMap<string, number>;
  mass: number;
}

/** One way in which an entry is asked for: its title, an alias or a sample question. */
export interface View {
  clean: string;
  /** How telling the 3-grams of its sound are together. */
  mass: number;
}

/** An entry with all that ranking looks at. */
export interface Indexed {
  entry: Entry;
  /** All of its text, clean. */
  clean: string;
  /** The telling words of its title. */
  title: Terms;
  views: readonly View[];
  /** Places of the views that hold a 3-gram of sound. */
  viewsWith: ReadonlyMap<string, readonly number[]>;
  entities: Entities;
  /** Years that its text and its sources carry. */
  years: ReadonlySet<number>;
  /** Bodies that its text and tags name, and the publishers of its sources. */
  bodies: ReadonlySet<string>;
  /** Clauses and sections that it is taken from or names. */
  clauses: ReadonlySet<string>;
  /** Numbers as written in its title, answer and detail. */
  numbers: ReadonlySet<string>;
  words: ReadonlySet<string>;
  sounds: ReadonlySet<string>;
}

export interface AskIndex {
  knowledge: Knowledge;
  lexicon: Lexicon;
  entities: EntityReader;
  /** Entries that may be answered, in order of the postings' places. */
  all: readonly Indexed[];
  /** Also those that hold no longer. */
  byId: ReadonlyMap<string, Entry>;
  words: Postings;
  grams: Postings;
  sounds: Postings;
}

/** How much a field's text counts. The detail counts little: it is not in the first bubble. */
const WEIGHTS = { title: 2, alias: 1, question: 1, answer: 1, detail: 0.3, forms: 0.5 };

/** Builds the index; linear in the text, deterministic, no I/O. */
export function buildIndex(knowledge: Knowledge): AskIndex {
  const lexicon = makeLexicon(
    knowledge.lexicon,
    knowledge.agencies.map((agency) => agency.name),
  );
  const entities = makeEntityReader(knowledge, lexicon);
  const { entries } = knowledge;
  const valid = entries.filter((entry) => !entry.supersededBy);
  const bags = valid.map((entry) => bagsOf(entry, lexicon));
  const words = buildPostings(bags.map((bag) => bag.words));
  const sounds = buildPostings(bags.map((bag) => bag.sounds));
  return {
    knowledge,
    lexicon,
    entities,
    all: valid.map((entry, at) => indexed(entry, bags[at] ?? emptyBags(), { knowledge, lexicon, reader: entities, words, sounds })),
    byId: new Map(entries.map((entry) => [entry.id, entry])),
    words,
    grams: buildPostings(bags.map((bag) => bag.grams)),
    sounds,
  };
}

/** The distinct ones of some terms, with their mass in an index. */
export function telling(postings: Postings, terms: readonly string[]): Terms {
  const weights = new Map(terms.map((term) => [term, postings.idf(term)]));
  let mass = 0;
  for (const weight of weights.values()) mass += weight;
  return { telling: weights, mass };
}

/** The ways in which an entry is asked for, by the sounds they hold. */
function viewsOf(asked: readonly string[], sounds: Postings): Pick<Indexed, 'views' | 'viewsWith'> {
  const viewsWith = new Map<string, number[]>();
  const views = asked.map((clean, at): View => {
    const { telling: heard, mass } = telling(sounds, grams(skeleton(clean)));
    for (const gram of heard.keys()) viewsWith.set(gram, [...(viewsWith.get(gram) ?? []), at]);
    return { clean, mass };
  });
  return { views, viewsWith };
}

function bagsOf(entry: Entry, lexicon: Lexicon): Bags {
  const bags = emptyBags();
  const fields: [string, number][] = [
    [entry.title, WEIGHTS.title],
    ...entry.aliases.map((alias): [string, number] => [alias, WEIGHTS.alias]),
    ...entry.questions.map((question): [string, number] => [question, WEIGHTS.question]),
    [entry.answer, WEIGHTS.answer],
    [entry.detail ?? '', WEIGHTS.detail],
  ];
  for (const [text, weight] of fields) pourText(bags, lexicon, lexicon.clean(text), weight, add);
  const forms = new Set(fields.flatMap(([text]) => lexicon.forms(lexicon.clean(text))));
  for (const form of forms) pourText(bags, lexicon, form, WEIGHTS.forms, add);
  return bags;
}

interface Readers {
  knowledge: Knowledge;
  lexicon: Lexicon;
  reader: EntityReader;
  words: Postings;
  sounds: Postings;
}

function indexed(entry: Entry, bags: Bags, { knowledge, lexicon, reader, words, sounds }: Readers): Indexed {
  const asked = [entry.title, ...entry.aliases, ...entry.questions].map(lexicon.clean);
  const clean = [...asked, lexicon.clean(entry.answer), lexicon.clean(entry.detail ?? '')].join(' \n ');
  const entities = reader.read(clean);
  const documents = documentsOf(entry, knowledge);
  return {
    entry,
    clean,
    title: telling(words, contentWords(wordsOf(lexicon, lexicon.clean(entry.title)))),
    ...viewsOf(asked, sounds),
    entities,
    years: new Set([...entities.years, ...datesOf(entry, documents).map(buddhistYearOf)]),
    bodies: new Set([
      ...entities.bodies,
      ...[entry.tags.body ?? '', ...documents.map((document) => document.publisher)].flatMap(
        (name) => reader.read(lexicon.clean(name)).bodies,
      ),
    ]),
    clauses: new Set([...entities.clauses, ...clausesOf(entry)]),
    numbers: new Set([entry.title, entry.answer, entry.detail ?? ''].flatMap((text) => readNumbers(lexicon.clean(text)))),
    words: new Set(bags.words.keys()),
    sounds: new Set(bags.sounds.keys()),
  };
}

const clausesOf = ({ tags, sources }: Entry): string[] => [
  ...(tags.section ? [tags.section] : []),
  ...sources.flatMap((source) => readClauses(normalise(source.clause))),
];

function documentsOf(entry: Entry, knowledge: Knowledge): SourceDocument[] {
  const cited = new Set(entry.sources.map((source) => source.document));
  return knowledge.documents.filter((document) => cited.has(document.id));
}

const datesOf = (entry: Entry, documents: readonly SourceDocument[]): string[] =>
  [entry.effective, ...documents.map((document) => document.date)].flatMap((date) => date ?? []);
