/**
 * Puts questions that say the same together, so that operators answer them once. Pure and deterministic: a question joins
 * the group whose first question it is most like, in order of numbers, so that later questions move no earlier one.
 */
import { readNumbers } from '../text/clauses.ts';
import { fillerPhrases, isLinking, withoutFiller } from '../text/filler.ts';
import { type Gram, grams } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { plain } from '../text/plain.ts';
import { makeSegmenter } from '../text/segment.ts';
import { skeleton } from '../text/skeleton.ts';

/** A question that waits for a person. */
export interface OpenQuestion {
  number: number;
  question: string;
  /** The entry that was shown and reported; empty where nothing was found. */
  entryId: string;
  askedAt: Date;
}

export interface BacklogGroup {
  /** The lowest number of its questions. */
  number: number;
  /** In order of their numbers; never empty. */
  questions: OpenQuestion[];
}

interface Heard {
  /** The 3-grams of how a question sounds, without what only asks or is polite; of all of it where nothing else is left. */
  sounds: ReadonlySet<Gram>;
  /** Its numbers and abbreviations: questions that differ in these want different answers. */
  names: string;
}

/** Two questions are alike from this share of common 3-grams on, of all that either has. */
const LIKE = 0.5;
/** Or where one nearly holds the other, if that is long enough to say something. */
const HELD = 0.85;
const FEWEST_HELD = 6;

/** Groups questions by likeness; the group with the newest question comes last. */
export function groupQuestions(questions: readonly OpenQuestion[]): BacklogGroup[] {
  const groups: (BacklogGroup & Heard)[] = [];
  const groupsWith = new Map<Gram, number[]>();
  for (const question of questions.toSorted((a, b) => a.number - b.number)) {
    const heard = listen(question.question);
    const group = groups[nearest(heard, groups, groupsWith)];
    if (group) group.questions.push(question);
    else {
      for (const sound of heard.sounds) groupsWith.set(sound, [...(groupsWith.get(sound) ?? []), groups.length]);
      groups.push({ number: question.number, questions: [question], ...heard });
    }
  }
  return groups
    .map(({ number, questions: alike }) => ({ number, questions: alike }))
    .sort((a, b) => newest(a).getTime() - newest(b).getTime() || a.number - b.number);
}

/** When the newest question of a group was asked. */
export const newest = ({ questions }: BacklogGroup): Date => new Date(Math.max(...questions.map(({ askedAt }) => askedAt.getTime())));

/** The place of the likest group, the oldest of equals; -1 where none is like. */
function nearest(heard: Heard, groups: readonly Heard[], groupsWith: ReadonlyMap<Gram, readonly number[]>): number {
  const common = new Map<number, number>();
  for (const sound of heard.sounds) for (const at of groupsWith.get(sound) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
  let best = { at: -1, likeness: 0 };
  for (const [at, shared] of [...common].sort(([a], [b]) => a - b)) {
    const group = groups[at];
    if (!group || group.names !== heard.names) continue;
    const likeness = likenessOf(shared, heard.sounds.size, group.sounds.size);
    if (likeness > best.likeness) best = { at, likeness };
  }
  return best.at;
}

/** From 0, for unlike, up to 1; sizes are counts of distinct 3-grams. */
function likenessOf(shared: number, one: number, other: number): number {
  const [jaccard, smaller] = [shared / (one + other - shared), Math.min(one, other)];
  if (jaccard >= LIKE) return jaccard;
  return smaller >= FEWEST_HELD && shared / smaller >= HELD ? jaccard : 0;
}

const segment = makeSegmenter(fillerPhrases);

function listen(question: string): Heard {
  const clean = plain(normalise(question));
  const telling = withoutFiller(segment([clean]).flat()).filter((word) => !isLinking(word));
  // English moves its words about: "leave days", "days of leave".
  const inOrder = THAI.test(clean) ? telling : telling.sort();
  return { sounds: new Set(grams(skeleton(inOrder.join(' ') || clean))), names: namesOf(clean).sort().join(' ') };
}

const THAI = /\p{Script=Thai}/u;

/** Foreign letters in a Thai question are names, such as DCIO; they differ in one letter and mean something else. */
const namesOf = (clean: string): string[] => [...readNumbers(clean), ...(THAI.test(clean) ? new Set(clean.match(/[a-z]+/g)) : [])];
