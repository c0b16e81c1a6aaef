/** An entry as ranking looks at it. */
import { readClauses, readNumbers } from '../text/clauses.ts';
import { grams } from '../text/grams.ts';
import { type Intent, intentsOf } from '../text/intents.ts';
import { normalise } from '../text/normalise.ts';
import { skeleton } from '../text/skeleton.ts';
import { buddhistYearOf } from '../text/years.ts';
import type { Entities, EntityReader } from './entities.ts';
import type { Entry, Knowledge, SourceDocument } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import { type Postings, type Terms, telling } from './postings.ts';
import { type Bags, contentWords, wordsOf } from './terms.ts';

/** One way in which an entry is asked for: its title, an alias or a sample question. */
export interface View {
  clean: string;
  /** How telling the 3-grams of its sound are together. */
  mass: number;
  /** Its telling words. */
  words: Terms;
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
  /** The share of its views that ask in a way, such as "who". */
  intents: ReadonlyMap<Intent, number>;
  /** 3-grams of sound of its title and answer. */
  core: ReadonlySet<string>;
  entities: Entities;
  /** Levels of CIOs that it is asked for by. */
  levels: ReadonlySet<string>;
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

/** The ways in which an entry is asked for, by the sounds they hold. */
function viewsOf(
  asked: readonly string[],
  { lexicon, words, sounds }: Pick<Readers, 'lexicon' | 'words' | 'sounds'>,
): Pick<Indexed, 'views' | 'viewsWith'> {
  const viewsWith = new Map<string, number[]>();
  const views = asked.map((clean, at): View => {
    const { telling: heard, mass } = telling(sounds, grams(skeleton(clean)));
    for (const gram of heard.keys()) viewsWith.set(gram, [...(viewsWith.get(gram) ?? []), at]);
    return { clean, mass, words: telling(words, contentWords(wordsOf(lexicon, clean))) };
  });
  return { views, viewsWith };
}

function intentsIn(asked: readonly string[]): Map<Intent, number> {
  const shares = new Map<Intent, number>();
  for (const intent of asked.flatMap(intentsOf)) shares.set(intent, (shares.get(intent) ?? 0) + 1 / asked.length);
  return shares;
}

interface Readers {
  knowledge: Knowledge;
  lexicon: Lexicon;
  reader: EntityReader;
  words: Postings;
  sounds: Postings;
}

/** Makes it from the entry and its bags of terms. */
export function indexed(entry: Entry, bags: Bags, { knowledge, lexicon, reader, words, sounds }: Readers): Indexed {
  const asked = [entry.title, ...entry.aliases, ...entry.questions].map(lexicon.clean);
  const clean = [...asked, lexicon.clean(entry.answer), lexicon.clean(entry.detail ?? '')].join(' \n ');
  const entities = reader.read(clean);
  const documents = documentsOf(entry, knowledge);
  return {
    entry,
    clean,
    title: telling(words, contentWords(wordsOf(lexicon, lexicon.clean(entry.title)))),
    ...viewsOf(asked, { lexicon, words, sounds }),
    intents: intentsIn(asked),
    core: new Set(grams(skeleton(lexicon.clean(`${entry.title} ${entry.answer}`)))),
    entities,
    levels: new Set(asked.flatMap((view) => reader.read(view).levels)),
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
