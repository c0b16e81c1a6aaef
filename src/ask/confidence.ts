/** How likely it is that the best entry, or the one beside it, answers the question. */
import { documentOf } from './knowledge.ts';
import type { Question } from './question.ts';
import type { Features, Ranked } from './rank.ts';

/** A score that leaves nothing to wish for. */
const FULL_SCORE = 3;
/** A question of that many telling words is a long one. */
const LONG = 10;

/** What confidence is read from. */
interface Signs
  extends Pick<
    Features,
    | 'viewWords'
    | 'cover'
    | 'wordCover'
    | 'intent'
    | 'clash'
    | 'strangers'
    | 'bodiesMissed'
    | 'yearsMissed'
    | 'lacking'
    | 'unheld'
    | 'latin'
    | 'numbersUnheld'
  > {
  /** The best score itself, 1 for a full one. */
  score: number;
  /** Lead of the best over the best of any other document: neighbours in its own may well hold the same. */
  lead: number;
  /** The question's length, 1 for a long one: a share of many words says more than the same share of few. */
  length: number;
  /** 1 for the second half of the question before. */
  follows: number;
  /** How much nearer the question is to one that the documents do not answer than to the best entry's own. */
  gap: number;
  /** How much the question's words speak against an answer. */
  doubt: number;
  /** How much they speak for a text that is answered from no document. */
  unwelcome: number;
}

/** What confidence is asked about. */
export interface Outcome {
  question: Question;
  ranked: readonly Ranked[];
  /** True where the question was completed from the one before. */
  follows: boolean;
  /** How near the question is to one that the documents do not answer. */
  gap: number;
  /** What its words tell of whether they do. */
  doubt: number;
  /** What they tell of whether it is to be answered from any. */
  unwelcome: number;
}

/** Reads the signs; undefined where nothing was found. */
function signs({ question, ranked, follows, gap, doubt, unwelcome }: Outcome): Signs | undefined {
  const [best] = ranked;
  if (!best || question.content === '') return undefined;
  const { features, score } = best;
  return {
    ...features,
    score: score / FULL_SCORE,
    lead: Math.min(1, score - (bestElsewhere(best, ranked)?.score ?? 0)),
    length: Math.min(1, question.words.length / LONG),
    follows: follows ? 1 : 0,
    gap: Math.max(0, gap - features.view - features.viewWords),
    doubt,
    unwelcome: Math.max(0, unwelcome),
  };
}

const bestElsewhere = (best: Ranked, ranked: readonly Ranked[]): Ranked | undefined =>
  ranked.find((other) => documentOf(other.indexed.entry) !== documentOf(best.indexed.entry));

/** Fitted on labelled questions, held-out sample questions, near misses and foreign questions. */
const BIAS = -6.01;
const WEIGHTS: Signs = {
  viewWords: 0.43,
  cover: 3.11,
  wordCover: 0.56,
  intent: 1.57,
  score: 2.26,
  lead: 2.35,
  clash: -0.35,
  strangers: -3.5,
  bodiesMissed: -0.1,
  yearsMissed: -1.3,
  lacking: -3.29,
  unheld: -0.35,
  latin: -0.8,
  numbersUnheld: -1.6,
  length: 2.54,
  follows: 1.75,
  gap: -9.46,
  doubt: -1.24,
  unwelcome: -1.5,
};
const NAMES = Object.keys(WEIGHTS) as (keyof Signs)[];

/** The calibrated chance, from 0 to 1. */
export function confidence(outcome: Outcome): number {
  const read = signs(outcome);
  if (!read) return 0;
  return 1 / (1 + Math.exp(-NAMES.reduce((total, sign) => total + WEIGHTS[sign] * read[sign], BIAS)));
}
