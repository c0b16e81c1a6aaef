/** Many names held by their letters, so that all that begin at a place of a text are found in one walk. */

/** Names by their letters. */
export interface Trie {
  /** The longest name that begins at a place of a text and may stand there: always the string that was given. */
  longest(text: string, from: number, fits: Fits): string | undefined;
}

/** Whether a name may stand at some place of a text. */
type Fits = (text: string, from: number, to: number) => boolean;

const UNITS = 0x10000;

/** Makes it, in columns of numbers: to walk them takes a fraction of the time of objects. A letter is a UTF-16 unit. */
export function makeTrie(names: readonly string[]): Trie {
  const { letters, width } = lettersOf(names);
  const size = sizeOf(names);
  /** By node and letter, the node that follows; 0 for none. */
  const next = new Uint32Array(size * width);
  /** By node, which of the names ends there, counted from 1; 0 for none. */
  const ends = new Uint32Array(size);
  let nodes = 1;
  for (const [at, name] of names.entries()) {
    let node = 0;
    for (let letter = 0; letter < name.length; letter += 1) {
      const step = node * width + (letters[name.charCodeAt(letter)] ?? 0);
      if (next[step] === 0) {
        next[step] = nodes;
        nodes += 1;
      }
      node = next[step] ?? 0;
    }
    ends[node] = at + 1;
  }
  return {
    longest: (text, from, fits) => {
      let node = 0;
      let found = 0;
      for (let at = from; at < text.length; ) {
        node = next[node * width + (letters[text.charCodeAt(at)] ?? 0)] ?? 0;
        if (node === 0) break;
        at += 1;
        const name = ends[node] ?? 0;
        if (name > 0 && fits(text, from, at)) found = name;
      }
      return found === 0 ? undefined : names[found - 1];
    },
  };
}

/** How many different beginnings names have, and the empty one. */
function sizeOf(names: readonly string[]): number {
  let size = 1;
  let before = '';
  for (const name of names.toSorted()) {
    let shared = 0;
    while (shared < name.length && name[shared] === before[shared]) shared += 1;
    size += name.length - shared;
    before = name;
  }
  return size;
}

/** The letters of names, numbered from 1; 0 for all others. The width is one more than the letters are. */
function lettersOf(names: readonly string[]): { letters: Uint16Array; width: number } {
  const letters = new Uint16Array(UNITS);
  let width = 1;
  for (const unit of new Set(names.flatMap((name) => Array.from({ length: name.length }, (_, at) => name.charCodeAt(at))))) {
    letters[unit] = width;
    width += 1;
  }
  return { letters, width };
}
