/** How much of a question an entry covers, and how alike it is to the ways the entry is asked for. */
import type { AskIndex, Indexed } from './index.ts';
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

/** The share of the question's sounds, by how telling they are, that the entry holds. */
export function soundCover({ sounds }: Question, { sounds: held }: Indexed): number {
  let covered = 0;
  for (const [gram, weight] of sounds.telling) if (held.has(gram)) covered += weight;
  return sounds.mass === 0 ? 0 : covered / sounds.mass;
}

/** What a word said otherwise counts against the word itself. */
const OTHERWISE = 0.8;

/** The share of some telling words of a question, by how telling they are, that an entry holds as such or said otherwise; 0 for no words. */
export function wordCover(index: AskIndex, words: readonly AskedWord[], { words: held }: Indexed): number {
  const holds = ({ text, others }: AskedWord) => {
    if (held.has(text)) return 1;
    return others.some((other) => other.every((part) => held.has(part))) ? OTHERWISE : 0;
  };
  const mass = words.reduce((sum, word) => sum + index.words.idf(word.text), 0);
  const covered = words.reduce((sum, word) => sum + holds(word) * index.words.idf(word.text), 0);
  return mass === 0 ? 0 : covered / mass;
}

/** Keeps titles of one or two words from being said by chance. */
const SHORT_TITLE = 4;

/** The share of an entry's title, by how telling its words are, that a question says as such or otherwise. */
export function titleSaid({ bags }: Question, { title }: Indexed): number {
  let said = 0;
  for (const [word, weight] of title.telling) said += Math.min(1, bags.words.get(word) ?? 0) * weight;
  return said / (title.mass + SHORT_TITLE);
}
