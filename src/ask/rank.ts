/** Which entries a question is about, best first: a weighted sum of what speaks for each. */
import { givesWhatIsAsked } from '../text/cues.ts';
import { type Agreement, agreement } from './agreement.ts';
import type { AskIndex } from './index.ts';
import type { Indexed } from './indexed.ts';
import { bestView, bestViewByWords, sameIntent, soundCover, titleSaid, wordCover } from './likeness.ts';
import type { Question } from './question.ts';
import type { InTable } from './table.ts';

/** What is known about a question and one entry; each from 0 to 1 unless said otherwise. */
interface Features extends Agreement {
  /** Scores of the three indexes, each divided by its best. */
  words: number;
  grams: number;
  sounds: number;
  /** The best likeness of the question to one way the entry is asked for. */
  view: number;
  /** Share of the title's telling words that the question says. */
  title: number;
  /** Share of the question that the entry covers, by sound. */
  cover: number;
  /** The same by telling words. */
  wordCover: number;
  /** Share of the question that the entry's title and answer cover, by sound. */
  core: number;
  /** The best likeness by words. */
  viewWords: number;
  /** 1 where the entry is asked for in the way in which the question asks. */
  intent: number;
  /** The part of the table that is asked for. */
  table: number;
  /** 1 where the question wants an amount that the entry does not hold. */
  lacking: number;
}

export interface Ranked {
  at: number;
  indexed: Indexed;
  features: Features;
  score: number;
}

/** How many entries are looked at closely. */
const CLOSELY = 20;

/** Tuned on labelled questions and on the entries' own questions held out. */
const WEIGHTS: Features = {
  words: 0.25,
  grams: 0.4,
  sounds: 0.35,
  view: 0.4,
  title: 1.15,
  cover: 0.1,
  wordCover: 1.1,
  core: 0.5,
  viewWords: 0.45,
  intent: 0.25,
  table: 2.5,
  agree: 0.25,
  clash: -0.8,
  strangers: -0.2,
  numbers: 0.25,
  lacking: -0.25,
};

/** What besides its text leads a question to an entry. */
export interface Leads {
  inTable?: InTable | undefined;
  /** Id of the entry that a follow-up stays with. */
  topic?: string | undefined;
}

/** What the topic's own entry has ahead of others in a follow-up that names nothing else. */
const STAYING = 1;
/** The same for an entry asked for in the very words of its title, an alias or a sample question: buttons do. */
const EXACT = 3;

/** Ranks the entries for a question; at most 20, best first. */
export function rank(index: AskIndex, question: Question, leads: Leads): Ranked[] {
  const { words, grams, sounds } = question.bags;
  const scores: Scores = [byItsBest(index.words.score(words)), byItsBest(index.grams.score(grams)), byItsBest(index.sounds.score(sounds))];
  const rough = Float64Array.from(index.all, (indexed, at) => scores.reduce((sum, list) => sum + (list[at] ?? 0), led(indexed, leads)));
  return highest(rough, CLOSELY)
    .flatMap((at): Ranked[] => {
      const indexed = index.all[at];
      if (!indexed) return [];
      const features = featuresOf(index, question, indexed, { leads, scores: scores.map((list) => list[at] ?? 0) });
      return [{ at, indexed, features, score: weigh(features) + lead(question, indexed, leads) }];
    })
    .sort((a, b) => b.score - a.score || a.at - b.at);
}

/** The places of the highest values, the highest first; of equal ones the earlier. */
function highest(values: Float64Array, most: number): number[] {
  const least = values.toSorted()[Math.max(0, values.length - most)] ?? 0;
  const places: number[] = [];
  for (let at = 0; at < values.length; at += 1) if ((values[at] ?? 0) >= least) places.push(at);
  return places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, most);
}

/** Scores by words, grams and sounds. */
type Scores = [Float64Array, Float64Array, Float64Array];

/** What an entry has ahead of others beside its features. */
const lead = ({ clean }: Question, { entry, views }: Indexed, { topic }: Leads): number =>
  (entry.id === topic ? STAYING : 0) + (views.some((view) => view.clean === clean) ? EXACT : 0);

const led = ({ entry }: Indexed, { inTable, topic }: Leads): number => (entry.id === topic ? 1 : (inTable?.(entry) ?? 0));

function featuresOf(
  index: AskIndex,
  question: Question,
  indexed: Indexed,
  { leads, scores }: { leads: Leads; scores: number[] },
): Features {
  const [words = 0, grams = 0, sounds = 0] = scores;
  return {
    words,
    grams,
    sounds,
    view: bestView(question, indexed),
    title: titleSaid(question, indexed),
    cover: soundCover(question, indexed.sounds),
    core: soundCover(question, indexed.core),
    viewWords: bestViewByWords(index, question, indexed),
    intent: sameIntent(question, indexed),
    wordCover: wordCover(index, question.words, indexed),
    table: leads.inTable?.(indexed.entry) ?? 0,
    ...agreement(question, indexed),
    lacking: givesWhatIsAsked(question.clean, indexed.clean) ? 0 : 1,
  };
}

const NAMES = Object.keys(WEIGHTS) as (keyof Features)[];

const weigh = (features: Features): number => NAMES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);

function byItsBest(scores: Float64Array): Float64Array {
  let best = 0;
  for (const score of scores) if (score > best) best = score;
  return best > 0 ? scores.map((score) => score / best) : scores;
}
