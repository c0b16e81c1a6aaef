/** How answers look: the answer first, then its source, then what one could ask next. */
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import type { Context, FoundEntry, Option } from '../src/dialog/types.ts';
import { cutGraphemes } from '../src/text/graphemes.ts';
import type { Words } from '../src/text/translate.ts';
import type { Unwelcome } from '../src/text/unwelcome.ts';
import { feedbackOptions } from './feedback-options.ts';
import { toExamples, toMenu, toQuestions } from './options.ts';
import { sourceLine } from './source-line.ts';

/** A longer question is shortened where it is said again, in graphemes. */
export const LONGEST_ECHO = 200;
/** More next questions than these are a list, not a hint. */
const MOST_NEXT = 3;

/**
 * An answer, and below it a neighbour that may as well be meant. The way to the detail stays with the card; a person can
 * say whether it is what was asked.
 */
export function answerCard({ entry, beside }: { entry: FoundEntry; beside?: FoundEntry }, question: string, context: Context): Say {
  const also: Words[] = beside ? [{ key: 'ask.beside', with: { title: { plain: beside.title }, answer: { plain: beside.answer } } }] : [];
  const shown = { ...entry, sources: [...entry.sources, ...(beside?.sources ?? [])] };
  return entryCard(shown, { lines: [{ plain: entry.answer }, ...also] }, moreOptions(entry), feedbackOptions(entry.id, question, context));
}

const moreOptions = (entry: FoundEntry): Option[] => (entry.detail ? [{ label: 'ask.more', command: 'more', arg: entry.id }] : []);

/** The detail behind an answer. */
export function detailCard(entry: FoundEntry, context: Context): Say {
  const { topic } = context;
  const feedback = topic?.entryId === entry.id ? feedbackOptions(entry.id, topic.question, context) : [];
  return entry.detail
    ? entryCard(entry, { plain: entry.detail }, [], feedback)
    : sayText('ask.whole', [...nextOptions(entry), ...feedback, toMenu]);
}

/** What somebody is told whose question was answered by a person later. */
export function lateAnswer(entry: FoundEntry, question: string): Say {
  const body: Words = {
    lines: [{ key: 'ask.answered', with: { question: { plain: cutGraphemes(question, LONGEST_ECHO) } } }, { plain: `\n${entry.answer}` }],
  };
  return entryCard(entry, body, moreOptions(entry), feedbackOptions(entry.id, question, { audience: 'person' }));
}

function entryCard(entry: FoundEntry, body: Words, buttons: Option[], further: Option[]): Say {
  const source = sourceLine(entry.sources);
  const card = { title: { plain: entry.title }, body, ...(source && { source }), ...(buttons.length > 0 && { buttons }) };
  return sayCard(card, [...nextOptions(entry), ...further, toMenu]);
}

const nextOptions = (entry: FoundEntry): Option[] => toQuestions(entry.next.slice(0, MOST_NEXT));

/** Asks which of several subjects is meant: whole titles in the text, since a button may have to shorten them. */
export const clarifyingQuestion = (candidates: readonly string[]): Say =>
  sayText({ lines: ['ask.clarify', ...numbered(candidates)] }, toQuestions(candidates));

const numbered = (titles: readonly string[]): Words[] =>
  titles.map((title, index) => ({ key: 'card.numbered', with: { number: index + 1, text: { plain: title } } }));

const bullet = (title: string): Words => ({ key: 'card.bullet', with: { text: { plain: title } } });

/** What is said where the documents hold no answer, or where none is given whatever they hold: never a guess. */
export function noAnswer(
  question: string,
  { nearest, unwelcome }: { nearest: string[]; unwelcome?: Unwelcome },
  { audience }: Context,
): Say {
  if (unwelcome === 'greeting' || unwelcome === 'private') return sayText(`ask.${unwelcome}`, [...toExamples, toMenu]);
  const handOver: Option[] = audience === 'person' ? [{ label: 'ask.hand-over', command: 'hand-over', arg: question }] : [];
  // It may have been a question after all.
  if (unwelcome) return sayText('ask.unwelcome', [...handOver, ...toExamples, toMenu]);
  const near: Words[] = nearest.length > 0 ? ['ask.none.nearest', ...nearest.map(bullet)] : [];
  const body: Words = { lines: ['ask.none.body', ...handOver.map(() => 'ask.none.hand-over' as const), ...near] };
  const buttons = handOver.length > 0 && { buttons: handOver };
  return sayCard({ title: 'ask.none.title', tone: 'notice', body, ...buttons }, [...toQuestions(nearest), toMenu]);
}
