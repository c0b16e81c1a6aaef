/** An entry as ranking looks at it. */
import { readClauses, readNumbers } from '../text/clauses.ts';
import type { Gram } from '../text/grams.ts';
import { type Intent, intentsOf } from '../text/intents.ts';
import { normalise } from '../text/normalise.ts';
import { buddhistYearOf } from '../text/years.ts';
import type { Entities, EntityReader } from './entities.ts';
import type { Entry, Knowledge, SourceDocument } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import { massOf, type Postings, type Terms, telling } from './postings.ts';
import { bySounds, type Cut, contentWords } from './terms.ts';

/** One way in which an entry is asked for: its title, an alias or a sample question. */
export interface View {
  clean: string;
  /** How telling the 3-grams of its sound are together, and its telling words. */
  mass: number;
  wordMass: number;
}

/** Places of views as the bits of a number. */
export type Places = number;

/** The most ways of asking that are looked at one by one; an entry's further aliases count in its bag alone. */
const MOST_VIEWS = 30;

const placeOf = (at: number): Places => 1 << at;

/** The place beyond all views: what an entry says of itself. */
export const IN_CORE: Places = placeOf(MOST_VIEWS);

/** What to do for each of some places, the last first. */
export function eachPlace(places: Places, visit: (at: number) => void): void {
  for (let rest = places; rest !== 0; ) {
    const at = 31 - Math.clz32(rest);
    visit(at);
    rest ^= placeOf(at);
  }
}

/** An entry with all that ranking looks at. */
export interface Indexed {
  entry: Entry;
  /** All of its text, clean, and where it is taken from. */
  clean: string;
  /** The same without its sample questions, which only ask. */
  told: string;
  /** The telling words of its title. */
  title: Terms<string>;
  views: readonly View[];
  /** The views that hold a telling word. */
  viewsSaying: ReadonlyMap<string, Places>;
  /** All 3-grams of its sound, with the views that hold each, and IN_CORE for those of its title and answer. */
  sounds: ReadonlyMap<Gram, Places>;
  /** The share of its views that ask in a way, such as "who". */
  intents: ReadonlyMap<Intent, number>;
  entities: Entities;
  /** Levels of CIOs that it is asked for by. */
  levels: ReadonlySet<string>;
  /** Years that its text and its sources carry. */
  years: ReadonlySet<number>;
  /** Bodies that its text and tags name, and those that its sources are published by or concern. */
  bodies: ReadonlySet<string>;
  /** Clauses and sections that it is taken from or names. */
  clauses: ReadonlySet<string>;
  /** Numbers as written in its title, answer and detail. */
  numbers: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** An entry's texts, cut into their terms. */
export interface Texts {
  title: Cut;
  aliases: readonly Cut[];
  questions: readonly Cut[];
  answer: Cut;
  detail: Cut;
  /** Long forms of the abbreviations in all of these, and the reverse. */
  forms: readonly Cut[];
}

/** The ways in which an entry is asked for, which of them hold a word, and where the 3-grams of its sound stand. */
function viewsOf(
  asked: readonly Cut[],
  { answer, more }: { answer: Cut; more: readonly Cut[] },
  readers: Readers,
): Pick<Indexed, 'views' | 'viewsSaying' | 'sounds'> {
  const viewsSaying = new Map<string, Places>();
  const sounds = new Map<Gram, Places>();
  const views = asked.map((cut, at): View => {
    const [telling, heard] = [new Set(contentWords(cut.words)), new Set(bySounds(cut))];
    mark(viewsSaying, telling, placeOf(at));
    mark(sounds, heard, at === 0 ? placeOf(at) | IN_CORE : placeOf(at));
    return { clean: cut.clean, mass: massOf(readers.sounds, heard), wordMass: massOf(readers.words, telling) };
  });
  mark(sounds, bySounds(answer), IN_CORE);
  for (const cut of more) mark(sounds, bySounds(cut), 0);
  return { views, viewsSaying, sounds };
}

function mark<Term>(holding: Map<Term, Places>, terms: Iterable<Term>, place: Places): void {
  for (const term of terms) holding.set(term, (holding.get(term) ?? 0) | place);
}

function intentsIn(asked: readonly Cut[]): Map<Intent, number> {
  const shares = new Map<Intent, number>();
  for (const intent of asked.flatMap(({ clean }) => intentsOf(clean))) shares.set(intent, (shares.get(intent) ?? 0) + 1 / asked.length);
  return shares;
}

interface Readers {
  knowledge: Knowledge;
  lexicon: Lexicon;
  reader: EntityReader;
  words: Postings<string>;
  sounds: Postings<Gram>;
}

/** Makes entries ready to be ranked, each when it is first asked for by its place; undefined beyond them. */
export function closely(entries: readonly Entry[], texts: readonly Texts[], readers: Readers): (place: number) => Indexed | undefined {
  const waiting = [...texts];
  const ready: Indexed[] = [];
  return (place) => {
    const [entry, text] = [entries[place], waiting[place]];
    if (entry && text) {
      ready[place] = indexed(entry, text, readers);
      delete waiting[place];
    }
    return ready[place];
  };
}

function indexed(entry: Entry, texts: Texts, readers: Readers): Indexed {
  const { knowledge, lexicon, reader, words } = readers;
  const { title, answer, detail, forms } = texts;
  const asked = [title, ...texts.questions, ...texts.aliases];
  const all = [...asked, answer, detail, ...forms];
  const text = [...asked, answer, detail].map((cut) => cut.clean).join(SEAM);
  const told = [title, ...texts.aliases, answer, detail].map((cut) => cut.clean).join(SEAM);
  const entities = reader.read(told);
  const clauses = new Set([...entities.clauses, ...clausesOf(entry)]);
  const takenFrom = [...clauses, ...entry.sources.map((source) => normalise(source.clause))];
  const documents = documentsOf(entry, knowledge);
  const bodies = [entry.tags.body ?? '', ...documents.flatMap(({ publisher, concerns }) => [publisher, ...concerns])];
  return {
    entry,
    clean: [text, ...takenFrom].join(SEAM),
    told: [told, ...takenFrom].join(SEAM),
    title: telling(words, contentWords(title.words)),
    ...viewsOf(asked.slice(0, MOST_VIEWS), { answer, more: [...asked.slice(MOST_VIEWS), detail, ...forms] }, readers),
    intents: intentsIn(asked),
    entities,
    levels: new Set(reader.levels(asked.map((cut) => cut.clean).join(SEAM))),
    years: new Set([...entities.years, ...datesOf(entry, documents).map(buddhistYearOf)]),
    bodies: new Set([...entities.bodies, ...bodies.flatMap((name) => reader.bodies(lexicon.clean(name)))]),
    clauses,
    numbers: new Set([title, answer, detail].flatMap((cut) => readNumbers(cut.clean))),
    words: new Set(all.flatMap((cut) => cut.words)),
  };
}

/** Between texts that are read together: no name reaches over it. */
const SEAM = ' \n ';

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
