/** How much of a question an entry covers, and how alike it is to the ways the entry is asked for. */
import type { AskIndex, Indexed, View } from './index.ts';
import type { Postings } from './postings.ts';
import type { AskedWord, Question } from './question.ts';

const BEYOND = 0.5;

/**
 * How alike a question and one of an entry's views are, by what their shared terms tell: what the question has beyond the
 * view counts in full against it, what the view has beyond the question only in part (Tversky's index).
 */
const alike = (shared: number, asked: number, view: number): number =>
  shared === 0 ? 0 : shared / (Math.max(asked, shared) + BEYOND * Math.max(0, view - shared));

/** Likeness to the nearest view, by sound. */
export function bestView(index: AskIndex, { sounds }: Question, views: readonly View[]): number {
  const asked = new Set(sounds.terms);
  const likeness = (view: View) => alike(weightOf(index.sounds, view.sounds.terms, asked), sounds.mass, view.sounds.mass);
  return views.reduce((best, view) => Math.max(best, likeness(view)), 0);
}

/** How much those terms tell that stand in the other set too. */
const weightOf = (postings: Postings, terms: readonly string[], others: ReadonlySet<string>): number =>
  terms.reduce((sum, term) => (others.has(term) ? sum + postings.idf(term) : sum), 0);

/** The share of the question's sounds, by how telling they are, that the entry holds. */
export const soundCover = (index: AskIndex, { sounds }: Question, { sounds: held }: Indexed): number =>
  sounds.mass === 0 ? 0 : weightOf(index.sounds, sounds.terms, held) / sounds.mass;

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
export function titleSaid(index: AskIndex, { bags }: Question, { views }: Indexed): number {
  const [title] = views;
  if (!title || title.words.mass === 0) return 0;
  const said = title.words.terms.reduce((sum, word) => sum + Math.min(1, bags.words.get(word) ?? 0) * index.words.idf(word), 0);
  return said / (title.words.mass + SHORT_TITLE);
}
