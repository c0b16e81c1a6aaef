/** A question as the engine reads it: repaired, cleaned, taken apart, with what it names and wants. */
import { readNumbers } from '../text/clauses.ts';
import type { Want } from '../text/counts.ts';
import { introduction, readWish, type Wish, withoutRoleWords } from '../text/cues.ts';
import { withThaiAsking } from '../text/english-asking.ts';
import { isFiller } from '../text/filler.ts';
import type { Gram } from '../text/grams.ts';
import { type Intent, intentsOf } from '../text/intents.ts';
import { repairKeyboard } from '../text/keyboard.ts';
import { withoutSpans } from '../text/spans.ts';
import { readWants } from '../text/wants.ts';
import { withoutYears } from '../text/years.ts';
import type { Entities } from './entities.ts';
import type { AskIndex } from './index.ts';
import type { AskedWord } from './phrases.ts';
import { type Terms, telling } from './postings.ts';
import { type Bags, bagsOf, bySounds, type Cut, contentWords, cutWords } from './terms.ts';

export interface Question {
  clean: string;
  /** The clean text without filler. */
  content: string;
  /** All its words in order. */
  said: readonly string[];
  /** The same with English words as the Thai that documents say for them. */
  told: readonly string[];
  /** Its telling words, each once. */
  words: readonly AskedWord[];
  /** Those of its telling words that belong to no name of a group, phase, body or the like. */
  rest: readonly AskedWord[];
  /** Weighted terms to search by. */
  bags: Bags;
  /** Distinct 3-grams of the content's sound. */
  sounds: Terms<Gram>;
  /** Numbers as written; none that only name a phase. */
  numbers: readonly string[];
  /** Those of them that name no Buddhist year: the year of the reckoning that documents do not use is as much a number as a year. */
  amounts: readonly string[];
  entities: Entities;
  wish: Wish;
  /** The ways in which it asks. */
  intents: readonly Intent[];
  /** What a text must carry to answer it. */
  wants: readonly Want[];
}

/** The longest question that is read, in UTF-16 units; the rest is dropped. */
export const QUESTION_LIMIT = 500;

/** What filler and other words for the same thing count, against 1 for the content itself. */
const WEIGHTS = { filler: 0.25, forms: 0.3, synonyms: 0.4 };

/** Reads what somebody typed. */
export function readQuestion(index: AskIndex, typed: string): Question {
  const { lexicon } = index;
  const known = (word: string) => index.words.has(lexicon.clean(word));
  const clean = index.spell(lexicon.clean(repairKeyboard(typed.slice(0, QUESTION_LIMIT), known)));
  const words = lexicon.segment([clean]).flat();
  const saying = index.inThai(words.filter((word) => !isFiller(word)));
  const content = cutWords(lexicon, saying.join(' '), saying);
  const all = cutWords(lexicon, clean, words);
  const told = toldInThai(index, all, words);
  const entities = withoutOwn(index, index.entities.read(clean, words), clean);
  // The years and numbers of phases are read by the table.
  const counted = entities.phases.length > 0 ? withoutSpans(clean) : clean;
  const rest = withoutRoleWords(index.entities.without(clean, entities));
  return {
    clean,
    content: content.clean,
    said: all.words,
    told: told.words,
    words: tellingWords(index, words),
    rest: tellingWords(index, rest === clean ? words : lexicon.segment([rest]).flat()),
    bags: searchBags(index, all, content),
    sounds: telling(index.sounds, bySounds(content)),
    numbers: readNumbers(counted),
    amounts: amountsIn(counted),
    entities,
    wish: readWish(told === all ? clean : `${clean} ${told.clean}`),
    intents: [...new Set([...intentsOf(clean), ...intentsOf(told.clean)])],
    wants: [...readWants(counted), ...(told === all ? [] : readWants(twice(withoutSpans(told.clean))))],
  };
}

/** A text as it would be told in Thai, its words and the ways in which it asks; `whole` are its words as cut. One without English is itself. */
function toldInThai({ lexicon, inThai }: AskIndex, text: Cut, whole: readonly string[]): Cut {
  const asking = withThaiAsking(text.clean);
  const words = inThai(asking === text.clean ? whole : lexicon.segment([asking]).flat());
  return words.every((word, at) => word === whole[at]) ? text : cutWords(lexicon, words.join(''), words);
}

/** Whom somebody works for may have nothing to do with what they ask. */
function withoutOwn({ entities }: AskIndex, named: Entities, clean: string): Entities {
  const own = entities.bodies(introduction(clean));
  return own.length === 0 ? named : { ...named, single: named.single.filter((body) => !own.includes(body)) };
}

/** English asks first and then names what for, Thai the other way round. */
const twice = (text: string): string => `${text} ${text}`;

const CHRISTIAN = /^(?:19|20)\d\d/;

function amountsIn(text: string): string[] {
  const others = readNumbers(withoutYears(text));
  return readNumbers(text).filter((number) => others.includes(number) || CHRISTIAN.test(number));
}

const tellingWords = (index: AskIndex, words: readonly string[]): AskedWord[] =>
  [...new Set(contentWords(index.inThai(words)))].map(index.phrases.asked);

function searchBags({ lexicon, phrases }: AskIndex, all: Cut, content: Cut): Bags {
  return bagsOf([
    { text: content, weight: 1 },
    { text: all, weight: WEIGHTS.filler },
    ...lexicon.forms(all.words).map((form) => ({ text: phrases.cut(form), weight: WEIGHTS.forms })),
    ...lexicon.synonyms(all.words).map((synonym) => ({ text: phrases.cut(synonym), weight: WEIGHTS.synonyms })),
  ]);
}
