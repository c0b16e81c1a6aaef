/** Cutting known names out of a text, the longest first, in time linear in the text. */

/** A stretch of a text: one of the names, or what stands between them (spaces kept). */
export interface Piece {
  text: string;
  whole: boolean;
}

interface Node {
  /** By UTF-16 unit. */
  next: Map<number, Node>;
  end: boolean;
}

/** Finds known names in texts, of those that begin at one place the longest. */
export interface Splitter {
  /** The pieces joined are the text. */
  split(text: string): Piece[];
  /** The names alone, in order. */
  find(text: string): string[];
}

/** Makes a splitter for the given names (normalised, at least two letters; others are passed over). */
export function makeSplitter(names: readonly string[]): Splitter {
  const spot = makeSpotter(names);
  return {
    split: (text) => {
      const pieces: Piece[] = [];
      let done = 0;
      for (const { from, to } of spot(text)) {
        if (from > done) pieces.push({ text: text.slice(done, from), whole: false });
        pieces.push({ text: text.slice(from, to), whole: true });
        done = to;
      }
      if (done < text.length) pieces.push({ text: text.slice(done), whole: false });
      return pieces;
    },
    find: (text) => spot(text).map(({ from, to }) => text.slice(from, to)),
  };
}

/** Where a name stands in a text. */
interface Span {
  from: number;
  to: number;
}

function makeSpotter(names: readonly string[]): (text: string) => Span[] {
  const root: Node = { next: new Map(), end: false };
  const begins = new Uint8Array(0x4000);
  for (const name of names.filter(({ length }) => length > 1)) {
    plant(root, name);
    begins[beginning(name, 0)] = 1;
  }
  return (text) => {
    const spans: Span[] = [];
    for (let from = 0; from < text.length; ) {
      const to = begins[beginning(text, from)] ? longest(root, text, from) : 0;
      if (to > 0) spans.push({ from, to });
      from = Math.max(from + 1, to);
    }
    return spans;
  };
}

/** Two letters as a number: tells most places where no name begins without a look at the names. Different letters may share one. */
const beginning = (text: string, at: number): number => ((text.charCodeAt(at) & 0x7f) << 7) | (text.charCodeAt(at + 1) & 0x7f);

function plant(root: Node, name: string): void {
  let node = root;
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    const next = node.next.get(unit) ?? { next: new Map(), end: false };
    node.next.set(unit, next);
    node = next;
  }
  node.end = true;
}

/** Where the longest name that begins here ends; 0 for none. */
function longest(root: Node, text: string, from: number): number {
  let node: Node | undefined = root;
  let found = 0;
  for (let at = from; at < text.length && node; ) {
    node = node.next.get(text.charCodeAt(at));
    at += 1;
    if (node?.end && fits(text, from, at)) found = at;
  }
  return found;
}

const LATIN = /[a-z\d]/;
const THAI = /[\u0e01-\u0e4e]/;
/** Marks and vowels that cannot begin a word. */
const HANGING = /[\u0e30-\u0e3a\u0e45-\u0e4e]/;
const SHORT = 3;
/** Where a run of letters begins with an abbreviation of three consonants, what follows is the next word. */
const ABBREVIATION = /^[ก-ฮ]{3}$/;

/**
 * A name must not begin or end inside a run of its own script: "it" is not in "digital". Thai has no spaces, so only short
 * names need free ends there (กพ is not in หลักพัฒนา, yet กพร in กพรมี); longer ones must not tear a mark from its letter.
 */
function fits(text: string, from: number, to: number): boolean {
  const before = text[from - 1] ?? ' ';
  const after = text[to] ?? ' ';
  if (LATIN.test(text[from] ?? '') && LATIN.test(before)) return false;
  if (LATIN.test(text[to - 1] ?? '') && LATIN.test(after)) return false;
  if (HANGING.test(after)) return false;
  if (to - from > SHORT || !THAI.test(text[from] ?? '')) return true;
  return !THAI.test(before) && (!THAI.test(after) || ABBREVIATION.test(text.slice(from, to)));
}
