/** How likely it is that the best entry answers the question. */
import type { AskIndex } from './index.ts';
import { wordCover } from './likeness.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';

/** Keeps short texts from passing by chance: added to what a question would score itself. */
const SHORT_TEXT = 60;

/** What confidence is read from. */
interface Signs {
  /** The best gram score against what the question would give itself. */
  gate: number;
  view: number;
  title: number;
  cover: number;
  wordCover: number;
  /** Lead of the best over the second. */
  margin: number;
  /** The part of the table asked for, as far as the question says nothing else. */
  table: number;
  agree: number;
  clash: number;
  strangers: number;
  /** Share of the question's numbers that the entry does not hold. */
  unheld: number;
  lacking: number;
}

/** Reads the signs; undefined where nothing was found. */
function signs(index: AskIndex, question: Question, ranked: readonly Ranked[]): Signs | undefined {
  const [best, second] = ranked;
  if (!best || question.gate.size === 0) return undefined;
  const score = index.grams.scoreAt(best.at, question.gate);
  const { view, title, cover, wordCover: covered, table, agree, clash, strangers, numbers, lacking } = best.features;
  return {
    gate: score / (index.grams.self(question.gate) + SHORT_TEXT),
    view,
    title,
    cover,
    wordCover: covered,
    margin: Math.min(1, best.score - (second?.score ?? 0)),
    table: question.rest.length === 0 ? table : table * wordCover(index, question.rest, best.indexed),
    agree,
    clash,
    strangers,
    unheld: question.numbers.length === 0 ? 0 : 1 - numbers,
    lacking,
  };
}

/** Fitted on labelled questions, held-out sample questions and foreign ones; what must not be answered weighs by rule. */
const BIAS = -2.9;
const WEIGHTS: Signs = {
  gate: 1.7,
  view: 1.1,
  title: 1.8,
  cover: 1.3,
  wordCover: 0.6,
  margin: 2.1,
  table: 2,
  agree: 0.1,
  clash: -0.9,
  strangers: -4,
  unheld: -0.1,
  lacking: -3,
};

/** The calibrated chance, from 0 to 1. */
export function confidence(index: AskIndex, question: Question, ranked: readonly Ranked[]): number {
  const read = signs(index, question, ranked);
  if (!read) return 0;
  const sum = (Object.keys(WEIGHTS) as (keyof Signs)[]).reduce((total, sign) => total + WEIGHTS[sign] * read[sign], BIAS);
  return 1 / (1 + Math.exp(-sum));
}
