/** A question as the engine reads it: repaired, cleaned, taken apart, with what it names and wants. */
import { readNumbers } from '../text/clauses.ts';
import type { Want } from '../text/counts.ts';
import { readWish, type Wish, withoutRoleWords } from '../text/cues.ts';
import { withoutFiller } from '../text/filler.ts';
import { type Gram, grams } from '../text/grams.ts';
import { type Intent, intentsOf } from '../text/intents.ts';
import { repairKeyboard } from '../text/keyboard.ts';
import { icuWords } from '../text/segment.ts';
import { skeleton } from '../text/skeleton.ts';
import { withoutSpans } from '../text/spans.ts';
import { readWants } from '../text/wants.ts';
import type { Entities } from './entities.ts';
import type { AskIndex } from './index.ts';
import { type Terms, telling } from './postings.ts';
import { type Bags, contentWords, emptyBags, most, pourText } from './terms.ts';

/** A word of a question, and the ways to say it, each cut into its parts. */
export interface AskedWord {
  text: string;
  /** How telling it is. */
  weight: number;
  /** True where some entry says it. */
  known: boolean;
  others: readonly (readonly string[])[];
}

export interface Question {
  clean: string;
  /** The clean text without filler. */
  content: string;
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
  const words = lexicon.segment(clean).map((word) => word.text);
  const content = withoutFiller(words).join(' ');
  const entities = index.entities.read(clean, words);
  // The years and numbers of phases are read by the table.
  const counted = entities.phases.length > 0 ? withoutSpans(clean) : clean;
  const rest = lexicon.segment(withoutRoleWords(index.entities.without(clean, entities))).map((word) => word.text);
  return {
    clean,
    content,
    words: tellingWords(index, words),
    rest: tellingWords(index, rest),
    bags: searchBags(index, clean, content),
    sounds: telling(index.sounds, grams(skeleton(content))),
    numbers: readNumbers(counted),
    entities,
    wish: readWish(clean),
    intents: intentsOf(clean),
    wants: readWants(counted),
  };
}

const tellingWords = (index: AskIndex, words: readonly string[]): AskedWord[] =>
  [...new Set(contentWords(words))].map((text) => asked(index, text));

function asked({ lexicon, words }: AskIndex, text: string): AskedWord {
  const others = [text, ...lexicon.forms(text), ...lexicon.synonyms(text)];
  return { text, weight: words.idf(text), known: words.has(text), others: others.map((other) => icuWords(other)) };
}

function searchBags({ lexicon }: AskIndex, clean: string, content: string): Bags {
  const bags = emptyBags();
  pourText(bags, lexicon, content, 1, most);
  pourText(bags, lexicon, clean, WEIGHTS.filler, most);
  for (const form of lexicon.forms(clean)) pourText(bags, lexicon, form, WEIGHTS.forms, most);
  for (const synonym of lexicon.synonyms(clean)) pourText(bags, lexicon, synonym, WEIGHTS.synonyms, most);
  return bags;
}
