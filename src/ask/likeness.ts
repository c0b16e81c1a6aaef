/** How much of a question an entry covers, and how alike it is to the ways the entry is asked for. */
import type { AskIndex } from './index.ts';
import type { Indexed } from './indexed.ts';
import type { AskedWord, Question } from './question.ts';

const BEYOND = 0.5;

/**
 * How alike a question and one of an entry's views are, by what their shared terms tell: what the question has beyond the
 * view counts in full against it, what the view has beyond the question only in part (Tversky's index).
 */
const alike = (shared: number, asked: number, view: number): number =>
  shared === 0 ? 0 : shared / (Math.max(asked, shared) + BEYOND * Math.max(0, view - shared));

/** Likeness to the nearest view, by sound. */
export function bestView({ sounds }: Question, { views, viewsWith }: Indexed): number {
  const shared = new Float64Array(views.length);
  for (const [gram, weight] of sounds.telling) for (const at of viewsWith.get(gram) ?? []) shared[at] = (shared[at] ?? 0) + weight;
  return views.reduce((best, { mass }, at) => Math.max(best, alike(shared[at] ?? 0, sounds.mass, mass)), 0);
}

/** The share of the question's sounds, by how telling they are, that a set of sounds holds. */
export function soundCover({ sounds }: Question, held: ReadonlySet<string>): number {
  let covered = 0;
  for (const [gram, weight] of sounds.telling) if (held.has(gram)) covered += weight;
  return sounds.mass === 0 ? 0 : covered / sounds.mass;
}

/** What a word said otherwise counts against the word itself. */
const OTHERWISE = 0.8;

/** How far a set of words holds a word of a question, as such or said otherwise. */
function holds(held: { has(word: string): boolean }, { text, others }: AskedWord): number {
  if (held.has(text)) return 1;
  return others.some((other) => other.every((part) => held.has(part))) ? OTHERWISE : 0;
}

const massOf = (index: AskIndex, words: readonly AskedWord[]): number => words.reduce((sum, word) => sum + index.words.idf(word.text), 0);

const saidIn = (index: AskIndex, words: readonly AskedWord[], held: { has(word: string): boolean }): number =>
  words.reduce((sum, word) => sum + holds(held, word) * index.words.idf(word.text), 0);

/** The share of some telling words of a question, by how telling they are, that an entry holds as such or said otherwise; 0 for no words. */
export function wordCover(index: AskIndex, words: readonly AskedWord[], { words: held }: Indexed): number {
  const mass = massOf(index, words);
  return mass === 0 ? 0 : saidIn(index, words, held) / mass;
}

/** Likeness to the nearest view, by words. */
export function bestViewByWords(index: AskIndex, { words }: Question, { views }: Indexed): number {
  const mass = massOf(index, words);
  return views.reduce((best, view) => Math.max(best, alike(saidIn(index, words, view.words.telling), mass, view.words.mass)), 0);
}

/** How many of an entry's ways of being asked make an intent its own. */
const HALF = 2;

/** Whether an entry is asked for in the way in which the question asks: who, when, how many. */
export const sameIntent = ({ intents }: Question, { intents: held }: Indexed): number =>
  intents.length === 0 ? 0 : intents.reduce((sum, intent) => sum + Math.min(1, HALF * (held.get(intent) ?? 0)), 0) / intents.length;

/** Keeps titles of one or two words from being said by chance. */
const SHORT_TITLE = 4;

/** The share of an entry's title, by how telling its words are, that a question says as such or otherwise. */
export function titleSaid({ bags }: Question, { title }: Indexed): number {
  let said = 0;
  for (const [word, weight] of title.telling) said += Math.min(1, bags.words.get(word) ?? 0) * weight;
  return said / (title.mass + SHORT_TITLE);
}
