/** The knowledge made searchable: built once for each published version, then only read. */

import { fillerPhrases, withoutPoliteness } from '../text/filler.ts';
import type { Gram } from '../text/grams.ts';
import { type ClausePart, makeClausePart } from './clause.ts';
import { type InThai, makeInThai } from './english.ts';
import { type EntityReader, makeEntityReader } from './entities.ts';
import { type Gaps, makeGaps } from './gaps.ts';
import { closely, type Indexed, type Texts } from './indexed.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import { learnOdds, type Odds } from './odds.ts';
import { makePhrases, type Phrases } from './phrases.ts';
import { buildPostings, type Part, type Postings } from './postings.ts';
import { makeSpeller } from './spelling.ts';
import { byGrams, bySounds, byWords, type Cut, cutEach, cutTexts } from './terms.ts';

export interface AskIndex {
  knowledge: Knowledge;
  lexicon: Lexicon;
  entities: EntityReader;
  phrases: Phrases;
  /** The clause that a question asks for by its number alone. */
  clausePart: ClausePart;
  /** Puts English words right. */
  spell(clean: string): string;
  /** Reads English words as the Thai that entries say for them. */
  inThai: InThai;
  /** Entries that may be answered, in order of the postings' places. */
  entries: readonly Entry[];
  /** The entry at a place with all that ranking looks at: made when it is first asked for. */
  closely(place: number): Indexed | undefined;
  /** Also those that hold no longer. */
  byId: ReadonlyMap<string, Entry>;
  words: Postings<string>;
  grams: Postings<Gram>;
  sounds: Postings<Gram>;
  /** How near a question is to those that no entry answers. */
  gaps: Gaps;
  /** What the words of a question tell of whether any entry does. */
  doubt: Odds;
  /** How strongly the words of a text tell that it is to be answered from no document. */
  unwelcome: Odds;
}

/** How much a field's text counts. The detail counts little, for it is not in the first bubble, and is searched by words alone. */
const WEIGHTS = { title: 2, alias: 1, question: 1, answer: 1, detail: 0.3, forms: 0.5 };

/** Builds the index; linear in the text, deterministic, no I/O. */
export function buildIndex(knowledge: Knowledge): AskIndex {
  const lexicon = makeLexicon(
    knowledge.lexicon,
    knowledge.agencies.map((agency) => agency.name),
  );
  const reader = makeEntityReader(knowledge, lexicon);
  const entries = knowledge.entries.filter((entry) => !entry.supersededBy);
  const texts = textsOf(entries, lexicon);
  const [gaps = [], unwelcome = [], welcome = []] = [knowledge.gaps, knowledge.unwelcome, knowledge.welcome].map((some) =>
    cutTexts(lexicon, some.map(lexicon.clean)),
  );
  const parts = texts.map(partsOf);
  const words = buildPostings(texts.map(withDetail), byWords);
  const sounds = buildPostings(parts, bySounds);
  return {
    knowledge,
    lexicon,
    entities: reader,
    phrases: makePhrases(lexicon, words),
    clausePart: makeClausePart(knowledge.documents, entries, lexicon),
    spell: makeSpeller([...words.terms(), ...lexicon.names, ...Object.keys(knowledge.lexicon.english), ...fillerPhrases]),
    inThai: makeInThai(lexicon, knowledge.lexicon.english, words),
    entries,
    closely: closely(entries, texts, { knowledge, lexicon, reader, words, sounds }),
    byId: new Map(knowledge.entries.map((entry) => [entry.id, entry])),
    words,
    grams: buildPostings(parts, byGrams),
    sounds,
    gaps: makeGaps(gaps, { words, sounds }),
    doubt: learnOdds({ of: gaps.map(asked), others: someQuestions(texts, ENOUGH.doubt).map(asked), inertia: INERTIA.doubt }),
    unwelcome: learnOdds({
      of: unwelcome.map(said),
      others: [...welcome, ...someQuestions(texts, ENOUGH.unwelcome), ...gaps].map(said),
      inertia: INERTIA.unwelcome,
    }),
  };
}

/** How many texts it takes to believe a word. Politeness says nothing of what documents hold, and much of manners. */
const INERTIA = { doubt: 30, unwelcome: 5 };
const said = ({ words }: Cut): readonly string[] => words;
const asked = ({ words }: Cut): readonly string[] => withoutPoliteness(words);

/** About so many questions are enough to learn from. */
const ENOUGH = { doubt: 4_000, unwelcome: 3_250 };

/** Titles and questions, evenly from all entries. */
function someQuestions(texts: readonly Texts[], enough: number): Cut[] {
  const all = texts.flatMap(({ title, questions }) => [title, ...questions]);
  const every = Math.ceil(all.length / enough);
  return all.filter((_, at) => at % every === 0);
}

/** The texts of entries, all cut at once. */
function textsOf(entries: readonly Entry[], lexicon: Lexicon): Texts[] {
  const { clean, forms } = lexicon;
  const written = entries.map(({ title, aliases, questions, answer, detail = '' }) => ({
    title: clean(title),
    aliases: aliases.map(clean),
    questions: questions.map(clean),
    answer: clean(answer),
    detail: clean(detail),
  }));
  const all = written.map(({ title, aliases, questions, answer, detail }) => [title, ...aliases, ...questions, answer, detail]);
  const cuts = cutEach(lexicon, all.flat());
  const otherwise = all.map((cleans) => [...new Set(cleans.flatMap((clean) => forms(cuts(clean).words)))]);
  const cutsOtherwise = cutEach(lexicon, otherwise.flat());
  return written.map(({ title, aliases, questions, answer, detail }, at) => ({
    title: cuts(title),
    aliases: aliases.map(cuts),
    questions: questions.map(cuts),
    answer: cuts(answer),
    detail: cuts(detail),
    forms: (otherwise[at] ?? []).map(cutsOtherwise),
  }));
}

function partsOf({ title, aliases, questions, answer, forms }: Texts): Part<Cut>[] {
  const part = (weight: number) => (text: Cut) => ({ text, weight });
  return [
    { text: title, weight: WEIGHTS.title },
    ...aliases.map(part(WEIGHTS.alias)),
    ...questions.map(part(WEIGHTS.question)),
    { text: answer, weight: WEIGHTS.answer },
    ...forms.map(part(WEIGHTS.forms)),
  ];
}

const withDetail = (texts: Texts): Part<Cut>[] => [...partsOf(texts), { text: texts.detail, weight: WEIGHTS.detail }];
