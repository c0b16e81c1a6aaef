/** Cutting known names out of a text, the longest first, in time linear in the text. */
import { makeTrie } from './trie.ts';

/** Finds known names in texts, of those that begin at one place the longest. */
export interface Splitter {
  /** What stands before a name, the name, what stands before the next, and so on, at last what follows them all: spaces kept, joined the text. */
  split(text: string): string[];
  /** The names alone, in order. */
  find(text: string): string[];
}

/** Whether a piece is a name, by its place. */
export const isName = (at: number): boolean => at % 2 === 1;

/** Makes a splitter for the given names (normalised, at least two letters; others are passed over). */
export function makeSplitter(names: readonly string[]): Splitter {
  const trie = makeTrie(names.filter(({ length }) => length > 1));
  const split = (text: string): string[] => {
    const pieces: string[] = [];
    let done = 0;
    for (let at = 0; at < text.length; ) {
      const name = trie.longest(text, at, fits);
      if (name === undefined) at += 1;
      else {
        pieces.push(text.slice(done, at), name);
        at += name.length;
        done = at;
      }
    }
    pieces.push(text.slice(done));
    return pieces;
  };
  return { split, find: (text) => split(text).filter((_, at) => isName(at)) };
}

/** Letters as UTF-16 units: to compare numbers takes a fraction of the time of patterns. */
type Unit = number;
const isLatin = (unit: Unit): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
const isThai = (unit: Unit): boolean => unit >= 0x0e01 && unit <= 0x0e4e;
const isConsonant = (unit: Unit): boolean => unit >= 0x0e01 && unit <= 0x0e2e;
/** Marks and vowels that cannot begin a word. */
const isHanging = (unit: Unit): boolean => (unit >= 0x0e30 && unit <= 0x0e3a) || (unit >= 0x0e45 && unit <= 0x0e4e);
const SHORT = 3;
const SPACE = 0x20;

/**
 * A name must not begin or end inside a run of its own script: "it" is not in "digital". Thai has no spaces, so only short
 * names need free ends there (กพ is not in หลักพัฒนา, yet กพร in กพรมี); longer ones must not tear a mark from its letter.
 */
function fits(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  const last = text.charCodeAt(to - 1);
  const before = from > 0 ? text.charCodeAt(from - 1) : SPACE;
  const after = to < text.length ? text.charCodeAt(to) : SPACE;
  if ((isLatin(first) && isLatin(before)) || (isLatin(last) && isLatin(after)) || isHanging(after)) return false;
  if (to - from > SHORT || !isThai(first)) return true;
  return !isThai(before) && (!isThai(after) || isAbbreviation(text, from, to));
}

/** Where a run of letters begins with an abbreviation of three consonants, what follows is the next word. */
function isAbbreviation(text: string, from: number, to: number): boolean {
  if (to - from !== SHORT) return false;
  return isConsonant(text.charCodeAt(from)) && isConsonant(text.charCodeAt(from + 1)) && isConsonant(text.charCodeAt(from + 2));
}
