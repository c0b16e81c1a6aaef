/** The knowledge made searchable: built once for each published version, then only read. */
import { type EntityReader, makeEntityReader } from './entities.ts';
import { type Indexed, indexed } from './indexed.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { buildPostings, type Postings } from './postings.ts';
import { add, type Bags, emptyBags, pourText } from './terms.ts';

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
