/** How likely it is that the best entry, or the one beside it, answers the question. */
import type { AskIndex } from './index.ts';
import { wordCover } from './likeness.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';

/** Keeps short texts from passing by chance: added to what a question would score itself. */
const SHORT_TEXT = 60;
/** A score that leaves nothing to wish for. */
const FULL_SCORE = 3;

/** What confidence is read from. */
interface Signs {
  /** The best gram score against what the question would give itself. */
  gate: number;
  view: number;
  viewWords: number;
  title: number;
  cover: number;
  core: number;
  wordCover: number;
  /** The best score itself, 1 for a full one. */
  score: number;
  /** Lead of the best over the best of any other document: neighbours in its own may well hold the same. */
  lead: number;
  /** The part of the table asked for, as far as the question says nothing else. */
  table: number;
  agree: number;
  clash: number;
  strangers: number;
  lacking: number;
}

/** Reads the signs; undefined where nothing was found. */
function signs(index: AskIndex, question: Question, ranked: readonly Ranked[]): Signs | undefined {
  const [best] = ranked;
  if (!best || question.gate.size === 0) return undefined;
  const { view, viewWords, title, cover, core, wordCover: covered, table, agree, clash, strangers, lacking } = best.features;
  return {
    gate: index.grams.scoreAt(best.at, question.gate) / (index.grams.self(question.gate) + SHORT_TEXT),
    view,
    viewWords,
    title,
    cover,
    core,
    wordCover: covered,
    score: best.score / FULL_SCORE,
    lead: Math.min(1, best.score - (bestElsewhere(best, ranked)?.score ?? 0)),
    table: question.rest.length === 0 ? table : table * wordCover(question.rest, best.indexed),
    agree,
    clash,
    strangers,
    lacking,
  };
}

const documentOf = ({ indexed }: Ranked): string | undefined => indexed.entry.sources[0]?.document;

const bestElsewhere = (best: Ranked, ranked: readonly Ranked[]): Ranked | undefined =>
  ranked.find((other) => documentOf(other) !== documentOf(best));

/** Fitted on labelled questions, held-out sample questions and foreign ones; what must not be answered weighs by rule. */
const BIAS = -5.29;
const WEIGHTS: Signs = {
  gate: 1.22,
  view: 1.15,
  viewWords: 0.65,
  title: 1.09,
  cover: 2.63,
  core: 1.19,
  wordCover: 1.52,
  score: 1.96,
  lead: 2.05,
  table: 2,
  agree: 0.39,
  clash: -1.5,
  strangers: -6,
  lacking: -3,
};
const NAMES = Object.keys(WEIGHTS) as (keyof Signs)[];

/** The calibrated chance, from 0 to 1. */
export function confidence(index: AskIndex, question: Question, ranked: readonly Ranked[]): number {
  const read = signs(index, question, ranked);
  if (!read) return 0;
  return 1 / (1 + Math.exp(-NAMES.reduce((total, sign) => total + WEIGHTS[sign] * read[sign], BIAS)));
}
