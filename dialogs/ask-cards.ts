/** How answers look: the answer first, then its source, then what one could ask next. */
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import type { Context, FoundEntry, Option } from '../src/dialog/types.ts';
import { normalise } from '../src/text/normalise.ts';
import type { Words } from '../src/text/translate.ts';
import { unwelcome } from '../src/text/unwelcome.ts';
import { toExamples, toMenu, toQuestion } from './options.ts';
import { sourceLine } from './source-line.ts';

/** More next questions than these are a list, not a hint. */
const MOST_NEXT = 3;

/** An answer. Its way to the detail stays with the card; a person can say that it is not what was asked. */
export function answerCard(entry: FoundEntry, question: string, context: Context): Say {
  const notIt: Option[] = context.audience === 'person' ? [{ label: 'ask.not-it', command: 'hand-over', arg: question }] : [];
  return entryCard(entry, entry.answer, entry.detail ? [{ label: 'ask.more', command: 'more', arg: entry.id }] : [], notIt);
}

/** The detail behind an answer. */
export const detailCard = (entry: FoundEntry): Say =>
  entry.detail ? entryCard(entry, entry.detail, [], []) : sayText('ask.whole', [...nextOptions(entry), toMenu]);

function entryCard(entry: FoundEntry, body: string, buttons: Option[], further: Option[]): Say {
  const source = sourceLine(entry.sources);
  const card = { title: { plain: entry.title }, body: { plain: body }, ...(source && { source }), ...(buttons.length > 0 && { buttons }) };
  return sayCard(card, [...nextOptions(entry), ...further, toMenu]);
}

const nextOptions = (entry: FoundEntry): Option[] => entry.next.slice(0, MOST_NEXT).map(toQuestion);

/** Asks which of several subjects is meant: whole titles in the text, since a button may have to shorten them. */
export const clarifyingQuestion = (candidates: readonly string[]): Say =>
  sayText({ lines: ['ask.clarify', ...numbered(candidates)] }, candidates.map(toQuestion));

const numbered = (titles: readonly string[]): Words[] =>
  titles.map((title, index) => ({ key: 'card.numbered', with: { number: index + 1, text: { plain: title } } }));

const bullet = (title: string): Words => ({ key: 'card.bullet', with: { text: { plain: title } } });

/** What is said where the documents hold no answer: never a guess. */
export function noAnswer(question: string, nearest: readonly string[], { audience }: Context): Say {
  const kind = unwelcome(normalise(question));
  if (kind === 'greeting' || kind === 'private') return sayText(`ask.${kind}`, [...toExamples, toMenu]);
  const handOver = audience === 'person';
  const near: Words[] = nearest.length > 0 ? ['ask.none.nearest', ...nearest.map(bullet)] : [];
  const body: Words = { lines: ['ask.none.body', ...(handOver ? ['ask.none.hand-over' as const] : []), ...near] };
  const buttons: Option[] = handOver ? [{ label: 'ask.hand-over', command: 'hand-over', arg: question }] : [];
  return sayCard({ title: 'ask.none.title', tone: 'notice', body, ...(handOver && { buttons }) }, [...nearest.map(toQuestion), toMenu]);
}
