/** The knowledge made searchable: built once for each published version, then only read. */

import { withoutPoliteness } from '../text/filler.ts';
import type { Gram } from '../text/grams.ts';
import { type Doubt, learnDoubt } from './doubt.ts';
import { type EntityReader, makeEntityReader } from './entities.ts';
import { type Gaps, makeGaps } from './gaps.ts';
import { type Indexed, indexed, type Texts } from './indexed.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { makePhrases, type Phrases } from './phrases.ts';
import { buildPostings, type Postings } from './postings.ts';
import { makeSpeller } from './spelling.ts';
import { add, type Bags, type Cut, cutText, emptyBags, pourCut, pourText } from './terms.ts';

export interface AskIndex {
  knowledge: Knowledge;
  lexicon: Lexicon;
  entities: EntityReader;
  phrases: Phrases;
  /** Puts English words right. */
  spell(clean: string): string;
  /** Entries that may be answered, in order of the postings' places. */
  all: readonly Indexed[];
  /** Also those that hold no longer. */
  byId: ReadonlyMap<string, Entry>;
  words: Postings<string>;
  grams: Postings<Gram>;
  sounds: Postings<Gram>;
  /** How near a question is to those that no entry answers. */
  gaps: Gaps;
  /** What the words of a question tell of whether any entry does. */
  doubt: Doubt;
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
  const texts = valid.map((entry) => textsOf(entry, lexicon));
  const gaps = knowledge.gaps.map((question) => cutText(lexicon, lexicon.clean(question)));
  const bags = texts.map((text) => bagsOf(text, lexicon));
  const words = buildPostings(bags.map((bag) => bag.words));
  const sounds = buildPostings(bags.map((bag) => bag.sounds));
  return {
    knowledge,
    lexicon,
    entities,
    phrases: makePhrases(lexicon, words),
    spell: makeSpeller([...bags.flatMap((bag) => [...bag.words.keys()]), ...lexicon.names]),
    all: valid.flatMap((entry, at) => {
      const [text, bag] = [texts[at], bags[at]];
      return text && bag ? [indexed(entry, text, bag, { knowledge, lexicon, reader: entities, words, sounds })] : [];
    }),
    byId: new Map(entries.map((entry) => [entry.id, entry])),
    words,
    grams: buildPostings(bags.map((bag) => bag.grams)),
    sounds,
    gaps: makeGaps(gaps, { words, sounds }),
    doubt: learnDoubt(
      someQuestions(texts),
      gaps.map((cut) => withoutPoliteness(cut.words)),
    ),
  };
}

/** One of so many is enough to learn from. */
const EVERY = 3;

const someQuestions = (texts: readonly Texts[]): (readonly string[])[] =>
  texts
    .flatMap(({ title, questions }) => [title, ...questions])
    .filter((_, at) => at % EVERY === 0)
    .map((cut) => withoutPoliteness(cut.words));

function textsOf({ title, aliases, questions, answer, detail }: Entry, lexicon: Lexicon): Texts {
  const cut = (text: string) => cutText(lexicon, lexicon.clean(text));
  return { title: cut(title), aliases: aliases.map(cut), questions: questions.map(cut), answer: cut(answer), detail: cut(detail ?? '') };
}

function bagsOf({ title, aliases, questions, answer, detail }: Texts, lexicon: Lexicon): Bags {
  const bags = emptyBags();
  const fields: [Cut, number][] = [
    [title, WEIGHTS.title],
    ...aliases.map((alias): [Cut, number] => [alias, WEIGHTS.alias]),
    ...questions.map((question): [Cut, number] => [question, WEIGHTS.question]),
    [answer, WEIGHTS.answer],
    [detail, WEIGHTS.detail],
  ];
  for (const [cut, weight] of fields) pourCut(bags, cut, weight, add);
  const forms = new Set(fields.flatMap(([{ clean }]) => lexicon.forms(clean)));
  for (const form of forms) pourText(bags, lexicon, form, WEIGHTS.forms, add);
  return bags;
}
