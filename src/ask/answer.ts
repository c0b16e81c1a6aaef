/** The engine's front door: a question in, an answer, a choice of candidates, or an honest none. */
import { withoutPoliteness } from '../text/filler.ts';
import { askingClauses } from '../text/looks-like-question.ts';
import { normalise } from '../text/normalise.ts';
import { type Unwelcome, unwelcome } from '../text/unwelcome.ts';
import { confidence } from './confidence.ts';
import { complete, itemPart, type Leaning, leaning, type Topic } from './follow-up.ts';
import type { AskIndex } from './index.ts';
import type { Indexed } from './indexed.ts';
import { documentOf, type Entry } from './knowledge.ts';
import { wordCover } from './likeness.ts';
import { QUESTION_LIMIT, type Question, readQuestion } from './question.ts';
import { isInItsWords, type Ranked, rank } from './rank.ts';
import { type Asker, type InTable, tablePart } from './table.ts';

export interface AskContext {
  topic?: Topic;
  profile?: Asker;
}

/** Confidence goes from 0 to 1: the chance that the best entry answers the question. */
export type AskResult =
  /** `beside` fits almost as well: shown below the answer. */
  (
    | { kind: 'answer'; entry: Entry; beside?: Entry }
    /** Two to four entries that compete. */
    | { kind: 'clarify'; candidates: Entry[] }
    /** At most three entries near by; none where the text is unwelcome. */
    | { kind: 'none'; nearest: Entry[]; unwelcome?: Unwelcome }
  ) & { confidence: number } & StandsAlone;

interface StandsAlone {
  /** True where no topic would have changed the result. */
  standsAlone?: true;
}

/** One reading of a question with what came of it. */
export interface Reading extends StandsAlone {
  question: Question;
  ranked: Ranked[];
  confidence: number;
  /** For a text that is answered from no document, whatever it speaks of. */
  unwelcome?: Unwelcome;
}

/** From these odds on a text is unwelcome for its words as a whole (a thousandth of the sample questions reach them); below the second no pattern makes it so. */
const [UNWELCOME, WELCOME] = [2, -1];
/** From this confidence on the best entry is the answer. */
const ANSWERED = 0.6;
/** Between this and an answer, candidates are offered. */
const OFFERED = 0.35;
/** From this share of the best score on, a neighbour may as well be what is meant; from the second on also what another document says. */
const [BESIDE, BESIDE_ELSEWHERE] = [0.85, 0.95];
/** Candidates score at least this share of the best. */
const COMPETING = 0.85;
/** From this share of the best score on, the topic's own document may be meant. */
const NEAR = 0.8;
/** The shares of a short and of a longer question's words that show it stays with its topic. */
const [COVERED, COVERED_WELL] = [0.5, 0.7];
/** A question that is this clear by itself follows on only where it says so. */
const CLEAR = 0.95;
const CANDIDATES = 4;
const NEAREST = 3;

/** Answers a question from the index. Pure: same index, question and context, same result. */
export function answer(index: AskIndex, question: string, context: AskContext = {}): AskResult {
  const reading = read(index, question, context);
  return { ...decide(reading), ...(reading.standsAlone && { standsAlone: true }) };
}

/** Reads a question alone or as a follow-up of the topic, whichever it is. */
export function read(index: AskIndex, typed: string, { topic, profile = {} }: AskContext): Reading {
  const alone = focused(index, typed, readOne(index, { text: typed }, profile), profile);
  const kind = unwelcomeIn(index, typed, alone);
  if (kind) return { ...alone, unwelcome: kind, standsAlone: true };
  const leans = leaning(alone.question);
  if (leans === 'no' || (leans !== 'surely' && alone.confidence >= CLEAR)) return { ...alone, standsAlone: true };
  if (!topic) return alone;
  const before = documentOf(index.byId.get(topic.entryId ?? ''));
  if (leans === 'hardly' && !isNear(alone, before)) return alone;
  const part = itemPart(index, typed, topic);
  const together = readOne(
    index,
    { text: complete(index, typed, topic), tail: alone, ...(part && { part }), isAnswered: topic.entryId !== undefined },
    profile,
  );
  return followsOn[leans](alone, together, before) ? together : alone;
}

/** How sure the clause that asks must be by itself to speak for the whole, and the least that the whole must be. */
const [SURE, DOUBTFUL] = [0.9, 0.15];

/**
 * A question told with a story: what led to it makes the whole less sure than the clause that asks. Where that clause by
 * itself surely leads to the same entry, it is as sure of it; not where the story names what the entry does not know.
 */
function focused(index: AskIndex, typed: string, whole: Reading, profile: Asker): Reading {
  const [best] = whole.ranked;
  if (!best || whole.confidence >= ANSWERED || whole.confidence < DOUBTFUL || speaksAgainst(best)) return whole;
  const surest = askingClauses(typed.slice(0, QUESTION_LIMIT))
    .map((clause) => readOne(index, { text: clause }, profile))
    .filter(({ ranked }) => ranked[0]?.at === best.at)
    .reduce((most, { confidence }) => Math.max(most, confidence), 0);
  return surest >= SURE ? { ...whole, confidence: surest } : whole;
}

const speaksAgainst = ({ features: { strangers, clash, lacking, numbersUnheld } }: Ranked): boolean =>
  strangers + clash + lacking + numbersUnheld > 0;

/** What is unwelcome in a text, if anything. Where an entry is asked for in its own words, they are welcome. */
function unwelcomeIn(index: AskIndex, typed: string, { question, ranked }: Reading): Unwelcome | undefined {
  const kind = unwelcome(normalise(typed.slice(0, QUESTION_LIMIT)));
  const odds = index.unwelcome.of(question.said);
  if (kind === 'greeting' || (kind && odds > WELCOME)) return kind;
  return odds > UNWELCOME && !ranked.some(({ indexed }) => isInItsWords(question, indexed)) ? 'other' : undefined;
}

/** Whether another document answers best, and the topic's own all but as well: reading a question twice takes its time. */
function isNear({ ranked }: Reading, before: string | undefined): boolean {
  const [best, ...others] = ranked;
  if (!best || documentOf(best.indexed.entry) === before) return false;
  return others.some((other) => documentOf(other.indexed.entry) === before && other.score >= NEAR * best.score);
}

/**
 * Whether a question that leans so on the one before follows on, or changes the subject. A short one does where what the
 * topic leads to covers most of its words. A longer one that would leave the topic's document stays there where it is
 * answered as well: of two agreements, "who signed" is asked of the one that was spoken of.
 */
const followsOn: Record<Exclude<Leaning, 'no'>, (alone: Reading, together: Reading, before: string | undefined) => boolean> = {
  surely: () => true,
  maybe: (alone, together) => covers(alone, together.ranked[0]?.indexed, COVERED) || together.confidence > alone.confidence,
  hardly: (alone, together, before) =>
    documentOf(together.ranked[0]?.indexed.entry) === before &&
    covers(alone, together.ranked[0]?.indexed, COVERED_WELL) &&
    together.confidence > alone.confidence,
};

const covers = ({ question }: Reading, indexed: Indexed | undefined, share: number): boolean =>
  indexed !== undefined && wordCover(question.words, indexed) >= share;

/** What the second half by itself counts beside the whole: an answer given already should not come again for the first half's sake. */
const TAIL = 0.4;

/**
 * Reads a text; where it follows on, `tail` is what its second half leads to by itself, and `part` what that names of a list.
 * Where the first half was answered, only the words of the second tell whether it is to be answered, too.
 */
function readOne(
  index: AskIndex,
  { text, tail, part, isAnswered = false }: { text: string; tail?: Reading; part?: InTable; isAnswered?: boolean },
  profile: Asker,
): Reading {
  const question = readQuestion(index, text);
  const whole = rank(index, question, part ?? tablePart(question, profile) ?? index.clausePart(question));
  const ranked = tail ? blend(whole, tail.ranked) : whole;
  const { said, told } = (isAnswered && tail?.question) || question;
  const tells = { gap: index.gaps(question), doubt: index.doubt.of(withoutPoliteness(told)), unwelcome: index.unwelcome.of(said) };
  return { question, ranked, confidence: confidence({ question, ranked, follows: tail !== undefined, ...tells }) };
}

function blend(whole: readonly Ranked[], tail: readonly Ranked[]): Ranked[] {
  const byTail = new Map(tail.map(({ at, score }) => [at, score]));
  return whole
    .map((one) => ({ ...one, score: (one.score + TAIL * (byTail.get(one.at) ?? 0)) / (1 + TAIL) }))
    .sort((a, b) => b.score - a.score || a.at - b.at);
}

function decide({ ranked, confidence: sure, unwelcome }: Reading): AskResult {
  const [best] = ranked;
  if (unwelcome) return { kind: 'none', nearest: [], unwelcome, confidence: 0 };
  if (best && sure >= ANSWERED) return { kind: 'answer', entry: best.indexed.entry, ...besideOf(ranked), confidence: sure };
  const entries = ranked.map((one) => one.indexed.entry);
  const competing = ranked.filter((one) => one.score >= COMPETING * (best?.score ?? 0)).slice(0, CANDIDATES);
  if (sure >= OFFERED && competing.length > 1)
    return { kind: 'clarify', candidates: competing.map((one) => one.indexed.entry), confidence: sure };
  return { kind: 'none', nearest: entries.slice(0, NEAREST), confidence: sure };
}

function besideOf([best, second]: readonly Ranked[]): { beside?: Entry } {
  if (!best || !second) return {};
  const { entry } = second.indexed;
  const share = documentOf(entry) === documentOf(best.indexed.entry) ? BESIDE : BESIDE_ELSEWHERE;
  return second.score >= share * best.score ? { beside: entry } : {};
}
