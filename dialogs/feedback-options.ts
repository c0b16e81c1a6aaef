/** The buttons below an answer by which a person says whether it is what was asked. */
import type { Context, Option } from '../src/dialog/types.ts';
import { cutInput } from '../src/text/cut.ts';

/** What a button of feedback can stand for. */
export const opinions = ['useful', 'not-it', 'rephrase', 'report'] as const;
export type Opinion = (typeof opinions)[number];

/** What an opinion is about: an entry, and the question it was shown for. */
export interface About {
  entry: string;
  question: string;
}

/** UTF-16 units of a question that feedback carries and keeps: so a button holds it with the longest id of an entry. */
const LONGEST_QUESTION = 200;

/** The same question, however it came here, so that one opinion is one. */
export const aboutOf = (entry: string, question: string): About => ({ entry, question: cutInput(question, LONGEST_QUESTION) });

const LABELS = {
  useful: 'button.useful',
  'not-it': 'button.not-it',
  rephrase: 'button.rephrase',
  report: 'ask.hand-over',
} as const;

/** A button for one opinion. */
export const opinionOption = (opinion: Opinion, { entry, question }: About): Option => ({
  label: LABELS[opinion],
  command: 'feedback',
  arg: [opinion, entry, question].join('|'),
});

/** Reads what a button carries, or a typed word, which says nothing but the opinion; undefined for anything else. */
export function readOpinion(text: string): { opinion: Opinion; about?: About } | undefined {
  const [first, entry, ...question] = text.split('|');
  const opinion = opinions.find((known) => known === first);
  return opinion && { opinion, ...(entry && question.length > 0 && { about: aboutOf(entry, question.join('|')) }) };
}

/** The two that stand below each answer; in a group nobody's opinion is kept. */
export const feedbackOptions = (entry: string, question: string, { audience }: Pick<Context, 'audience'>): Option[] =>
  audience === 'person' ? (['useful', 'not-it'] as const).map((opinion) => opinionOption(opinion, aboutOf(entry, question))) : [];
