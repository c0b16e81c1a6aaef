/** The second half of an earlier question, completed from what that was about. */
import { isElliptic, itemIn, namesNothing, namingItem, pointsBack, withoutTies } from '../text/cues.ts';
import { withAllYears } from '../text/spans.ts';
import type { AskIndex } from './index.ts';
import { documentOf, type Entry } from './knowledge.ts';
import type { Question } from './question.ts';
import type { InTable } from './table.ts';
import { contentWords } from './terms.ts';

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
  if (itemIn(clean) !== undefined && letters <= SHORT) return 'surely';
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

/** An entry on an item shares at least this much of the title of the entry on the list. */
const SAME_LIST = 0.5;

/** The entry on an item of the list just read out, where a question begins with its number. */
export function itemPart({ entries, byId, lexicon }: AskIndex, typed: string, { entryId = '' }: Topic): InTable | undefined {
  const [number, list] = [itemIn(lexicon.clean(typed)), byId.get(entryId)];
  if (number === undefined || !list) return undefined;
  const names = namingItem(number);
  const wordsOf = ({ title }: Entry) => contentWords(lexicon.segment([lexicon.clean(title)]).flat());
  const said = new Set(wordsOf(list));
  const shares = entries
    .filter((entry) => entry !== list && documentOf(entry) === documentOf(list) && names.test(entry.title))
    .map((entry) => ({ entry, share: new Set(wordsOf(entry).filter((word) => said.has(word))).size / Math.max(1, said.size) }));
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best && best.share >= SAME_LIST ? (entry) => (entry === best.entry ? 1 : 0) : undefined;
}
