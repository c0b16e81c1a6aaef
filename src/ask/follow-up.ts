/** The second half of an earlier question, completed from what that was about. */
import { asksForItem, isElliptic, namesNothing, pointsBack, withoutTies } from '../text/cues.ts';
import { withAllYears } from '../text/spans.ts';
import type { AskIndex } from './index.ts';
import type { Question } from './question.ts';

/** What the last answer was about. */
export interface Topic {
  question: string;
  entryId?: string;
}

/** Questions with at most this many letters of content may lean on the one before without saying so; up to the second, hardly. */
const [SHORT, LONGER] = [14, 28];

/** How surely a question leans on the one before. */
export type Leaning = 'surely' | 'maybe' | 'hardly' | 'no';

/** Reads how much a question leans on an earlier one. */
export function leaning({ clean, words }: Pick<Question, 'clean' | 'words'>): Leaning {
  if (isElliptic(clean) || namesNothing(words.map(({ text }) => text))) return 'surely';
  const letters = words.reduce((length, { text }) => length + text.length, 0);
  if (asksForItem(clean) && letters <= SHORT) return 'surely';
  if (pointsBack(clean) || letters <= SHORT) return 'maybe';
  return letters <= LONGER ? 'hardly' : 'no';
}

/**
 * Completes a question: what the topic named of the same kinds gives way to what the question names. An earlier question
 * that leaned on others itself is replaced by the title of the entry that answered it.
 */
export function complete(index: AskIndex, typed: string, topic: Topic): string {
  const { lexicon, entities } = index;
  const tail = withAllYears(withoutTies(lexicon.clean(typed)));
  const named = entities.read(tail);
  const entry = topic.entryId === undefined ? undefined : index.byId.get(topic.entryId);
  const asked = lexicon.clean(topic.question);
  const head = entry && isElliptic(asked) ? lexicon.clean(entry.title) : asked;
  return [entities.without(head, named), tail, ...fullNames(index, tail, named.bodies)].join(' ');
}

/** The names of bodies that a text calls by something shorter: what is short after a question on another body may mean much alone. */
const fullNames = ({ knowledge, lexicon }: AskIndex, text: string, bodies: readonly string[]): string[] =>
  knowledge.agencies
    .filter(({ id }) => bodies.includes(id))
    .map(({ name }) => lexicon.clean(name))
    .filter((name) => !text.includes(name));
