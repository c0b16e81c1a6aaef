/** Shortens a title to a button's label so that neighbours can still be told apart. */
import { LRUCache } from 'lru-cache';
import { cutGraphemes, graphemes } from './graphemes.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
const length = (text: string): number => graphemes(text).length;

/** How much of a label the end of a long title may take, in graphemes: titles of one kind differ there. */
const TAIL = 8;

/**
 * A title in at most `limit` graphemes: without what stands in brackets, and where that is still too long, its first and
 * last whole words around an ellipsis.
 */
export function labelOf(title: string, limit = 20): string {
  const key = `${limit} ${title}`;
  const label = known.get(key) ?? shorten(title, limit);
  known.set(key, label);
  return label;
}

/** How many words before the first that differs are kept: what it belongs to ("ระยะที่ 2"). */
const BEFORE = 3;

/** Labels of titles that are offered together: those that would read the same show where they differ: from shortly before their first different word on. */
export function labelsOf(titles: readonly string[], limit = 20): string[] {
  const labels = titles.map((title) => labelOf(title, limit));
  return titles.map((title, at) => {
    const alike = titles.filter((_, other) => labels[other] === labels[at]);
    return alike.length === 1 ? (labels[at] ?? '') : fromDifference(title, alike, limit);
  });
}

function fromDifference(title: string, alike: readonly string[], limit: number): string {
  const [words, ...others] = [title, ...alike].map((one) => wordsOf(plainOf(one)));
  const differs = words?.findIndex((word, at) => others.some((other) => other[at] !== word)) ?? -1;
  if (!words || differs < 0) return labelOf(title, limit);
  const from = Math.max(0, differs - BEFORE);
  const rest = take(words.slice(from), limit - 1)
    .join('')
    .trim();
  if (rest === '') return labelOf(title, limit);
  return from > 0 ? `…${rest}` : `${rest}…`;
}

/** Segmenting is slow, and the same titles are offered all the time. */
const known = new LRUCache<string, string>({ max: 2_000 });

/** A title without what stands in brackets, but for the number of a clause: "ข้อ (2)". */
const plainOf = (title: string): string => title.replaceAll(BRACKETS, '').trim();
const BRACKETS = /\s*\((?!\d{1,2}\))[^)]*\)/g;
const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map((part) => part.segment);

/** Signs and spaces that belong to what stood before. */
const DANGLING = /^[\s.,:;)]+/;

function shorten(title: string, limit: number): string {
  const plain = plainOf(title);
  if (length(plain) <= limit) return plain;
  const words = wordsOf(plain);
  const tail = take(words.toReversed(), TAIL).toReversed().join('').replace(DANGLING, '');
  const head = take(words, limit - 1 - length(tail))
    .join('')
    .trimEnd();
  return head === '' ? cutGraphemes(plain, limit) : `${head}…${tail}`;
}

/** The first words that fit into `room` graphemes. */
function take(words: readonly string[], room: number): string[] {
  let used = 0;
  const fitting = words.findIndex((word) => {
    used += length(word);
    return used > room;
  });
  return words.slice(0, fitting < 0 ? words.length : fitting);
}
