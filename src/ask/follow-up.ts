/** The second half of an earlier question, completed from what that was about. */
import { isElliptic, pointsBack, withoutTies } from '../text/cues.ts';
import type { AskIndex } from './index.ts';
import type { Question } from './question.ts';

/** What the last answer was about. */
export interface Topic {
  question: string;
  entryId?: string;
}

/** Questions with at most this many letters of content may lean on the one before without saying so. */
const SHORT = 14;

/** How surely a question leans on the one before. */
export type Leaning = 'surely' | 'maybe' | 'no';

/** Reads how much a question leans on an earlier one. */
export function leaning({ clean, words }: Pick<Question, 'clean' | 'words'>): Leaning {
  if (isElliptic(clean)) return 'surely';
  if (pointsBack(clean)) return 'maybe';
  return words.reduce((length, { text }) => length + text.length, 0) <= SHORT ? 'maybe' : 'no';
}

/** A follow-up written out. */
export interface Completed {
  text: string;
  /** The topic's entry, where the question names nothing that would lead away from it. */
  stays?: string;
}

/**
 * Completes a question: what the topic named of the same kinds gives way to what the question names. An earlier question
 * that leaned on others itself is replaced by the title of the entry that answered it.
 */
export function complete(index: AskIndex, typed: string, topic: Topic): Completed {
  const { lexicon, entities } = index;
  const tail = withoutTies(lexicon.clean(typed));
  const named = entities.read(tail);
  const entry = topic.entryId === undefined ? undefined : index.byId.get(topic.entryId);
  const asked = lexicon.clean(topic.question);
  const head = entry && isElliptic(asked) ? lexicon.clean(entry.title) : asked;
  const leadsAway = Object.values(named).some((values: readonly unknown[]) => values.length > 0);
  return { text: `${entities.without(head, named)} ${tail}`, ...(entry && !leadsAway && { stays: entry.id }) };
}
