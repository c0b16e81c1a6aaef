/** Which entries a question is about, best first: a weighted sum of what speaks for each. */
import { type Agreement, agreement } from './agreement.ts';
import type { AskIndex } from './index.ts';
import type { Indexed } from './indexed.ts';
import { bestViewByWords, type SoundLikeness, sameIntent, soundLikeness, titleSaid, type Unheld, unheld, wordCover } from './likeness.ts';
import type { Question } from './question.ts';
import { byItsBest, highest, sumOf } from './scores.ts';
import type { InTable } from './table.ts';

/** What is known about a question and one entry; each from 0 to 1 unless said otherwise. */
export interface Features extends Agreement, SoundLikeness, Unheld {
  /** Scores of the three indexes, each divided by its best. */
  words: number;
  grams: number;
  sounds: number;
  /** Share of the title's telling words that the question says. */
  title: number;
  /** Share of the question that the entry covers, by telling words. */
  wordCover: number;
  /** The best likeness by words. */
  viewWords: number;
  /** 1 where the entry is asked for in the way in which the question asks. */
  intent: number;
  /** The part of the table that is asked for. */
  table: number;
  /** How many kinds of things the question wants that the entry does not hold. */
  lacking: number;
}

export interface Ranked {
  at: number;
  indexed: Indexed;
  features: Features;
  score: number;
}

/** How many entries are looked at closely. */
const CLOSELY = 10;
/** What the part of the table that is asked for has ahead in being looked at: as much as all three indexes together. */
const SURELY = 3;

/** Tuned on labelled questions and on the entries' own questions held out. */
const WEIGHTS: Features = {
  words: 0.21,
  grams: 0.87,
  sounds: 0.47,
  view: 0.37,
  title: 0.98,
  cover: 0.33,
  wordCover: 1.15,
  core: 0.83,
  viewWords: 0.71,
  intent: 0.55,
  table: 3.3,
  agree: 0.15,
  clash: -0.5,
  strangers: -0.27,
  bodiesMissed: 0,
  yearsMissed: -0.1,
  unheld: -0.07,
  latin: -0.08,
  numbersUnheld: -0.26,
  numbers: 0.26,
  lacking: -0.8,
};

/** What an entry has ahead of others that is asked for in its own words: buttons do. */
const EXACT = 3;

/** Ranks the entries for a question; at most 10, best first. `inTable` tells which part of the table is asked for. */
export function rank(index: AskIndex, question: Question, inTable: InTable | undefined): Ranked[] {
  const { words, grams, sounds } = question.bags;
  const lists = [index.words.score(words), index.grams.score(grams), index.sounds.score(sounds)].map(byItsBest);
  return highest(sumOf([...(inTable ? [Float64Array.from(index.entries, (entry) => SURELY * inTable(entry))] : []), ...lists]), CLOSELY)
    .flatMap((at): Ranked[] => {
      const indexed = index.closely(at);
      if (!indexed) return [];
      const features = featuresOf(question, indexed, { inTable, scores: lists.map((list) => list[at] ?? 0) });
      return [{ at, indexed, features, score: weigh(features) + lead(question, indexed) }];
    })
    .sort((a, b) => b.score - a.score || a.at - b.at);
}

/** What an entry has ahead of others beside its features. */
const lead = (question: Question, indexed: Indexed): number => (isInItsWords(question, indexed) ? EXACT : 0);

/** Whether an entry is asked for in the very words of its title, an alias or a sample question. */
export const isInItsWords = ({ clean }: Question, { views }: Indexed): boolean => views.some((view) => view.clean === clean);

function featuresOf(
  question: Question,
  indexed: Indexed,
  { inTable, scores }: { inTable: InTable | undefined; scores: number[] },
): Features {
  const [words = 0, grams = 0, sounds = 0] = scores;
  const table = inTable?.(indexed.entry) ?? 0;
  return {
    words,
    grams,
    sounds,
    ...soundLikeness(question, indexed),
    title: titleSaid(question, indexed),
    viewWords: bestViewByWords(question, indexed),
    intent: sameIntent(question, indexed),
    wordCover: wordCover(question.words, indexed),
    table,
    ...agreement(question, indexed),
    // What names a part of the table is held by that part.
    ...unheld(question, table > 0 ? question.rest : question.words, indexed),
    lacking: question.wants.filter(({ holds }) => !holds.test(indexed.told)).length,
  };
}

const NAMES = Object.keys(WEIGHTS) as (keyof Features)[];

const weigh = (features: Features): number => NAMES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
