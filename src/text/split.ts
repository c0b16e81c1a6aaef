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

/** Makes a splitter for the given names (normalised, at least two letters; others are passed over). The pieces joined are the text. */
export function makeSplitter(names: readonly string[]): (text: string) => Piece[] {
  const root: Node = { next: new Map(), end: false };
  const begins = new Uint8Array(0x10000);
  for (const name of names.filter(({ length }) => length > 1)) {
    plant(root, name);
    begins[beginning(name, 0)] = 1;
  }
  return (text) => {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = 0; at < text.length; ) {
      const end = begins[beginning(text, at)] ? longest(root, text, at) : 0;
      if (end === 0) {
        at += 1;
        continue;
      }
      if (at > from) pieces.push({ text: text.slice(from, at), whole: false });
      pieces.push({ text: text.slice(at, end), whole: true });
      from = end;
      at = end;
    }
    if (from < text.length) pieces.push({ text: text.slice(from), whole: false });
    return pieces;
  };
}

/** Two letters as a number: tells most places where no name begins without a look at the names. Different letters may share one. */
const beginning = (text: string, at: number): number => ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

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

/**
 * A name must not begin or end inside a run of its own script: "it" is not in "digital". Thai has no spaces, so only short
 * names need free ends there (กพ is not in หลักพัฒนา); longer ones must not tear a mark from its letter.
 */
function fits(text: string, from: number, to: number): boolean {
  const before = text[from - 1] ?? ' ';
  const after = text[to] ?? ' ';
  if (LATIN.test(text[from] ?? '') && LATIN.test(before)) return false;
  if (LATIN.test(text[to - 1] ?? '') && LATIN.test(after)) return false;
  if (HANGING.test(after)) return false;
  return to - from > SHORT || !THAI.test(text[from] ?? '') || !(THAI.test(before) || THAI.test(after));
}
