/** How likely it is that the best entry answers the question. */
import type { AskIndex } from './index.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';

/** Keeps short texts from passing by chance: added to what a question would score itself. */
const SHORT_TEXT = 60;

/** What confidence is read from. */
export interface Signs {
  /** The best gram score against what the question would give itself. */
  gate: number;
  view: number;
  title: number;
  cover: number;
  wordCover: number;
  /** Lead of the best over the second. */
  margin: number;
  table: number;
  agree: number;
  clash: number;
  strangers: number;
  /** Share of the question's numbers that the entry does not hold. */
  unheld: number;
  lacking: number;
}

/** Reads the signs; undefined where nothing was found. */
export function signs(index: AskIndex, question: Question, ranked: readonly Ranked[]): Signs | undefined {
  const [best, second] = ranked;
  if (!best || question.gate.size === 0) return undefined;
  const score = index.grams.score(question.gate)[best.at] ?? 0;
  const { view, title, cover, wordCover, table, agree, clash, strangers, numbers, lacking } = best.features;
  return {
    gate: score / (index.grams.self(question.gate) + SHORT_TEXT),
    view,
    title,
    cover,
    wordCover,
    margin: Math.min(1, best.score - (second?.score ?? 0)),
    table,
    agree,
    clash,
    strangers,
    unheld: question.numbers.length === 0 ? 0 : 1 - numbers,
    lacking,
  };
}

const BIAS = -2.9;
const WEIGHTS: Signs = {
  gate: 1.9,
  view: 1.1,
  title: 1.2,
  cover: 1.4,
  wordCover: 0.6,
  margin: 2,
  table: 1.2,
  agree: 0.1,
  clash: -1,
  strangers: -3,
  unheld: -0.2,
  lacking: -1.5,
};

/** The calibrated chance, from 0 to 1. */
export function confidence(index: AskIndex, question: Question, ranked: readonly Ranked[]): number {
  const read = signs(index, question, ranked);
  if (!read) return 0;
  const sum = (Object.keys(WEIGHTS) as (keyof Signs)[]).reduce((total, sign) => total + WEIGHTS[sign] * read[sign], BIAS);
  return 1 / (1 + Math.exp(-sum));
}
