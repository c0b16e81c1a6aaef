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

/** Segmenting is slow, and the same titles are offered all the time. */
const known = new LRUCache<string, string>({ max: 2_000 });

function shorten(title: string, limit: number): string {
  const plain = title.replaceAll(/\s*\([^)]*\)/g, '').trim();
  if (length(plain) <= limit) return plain;
  const words = [...segmenter.segment(plain)].map((part) => part.segment);
  const tail = take(words.toReversed(), TAIL).toReversed().join('').trimStart();
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
