/** Character 3-grams: the unit of search that survives misspelling and missing spaces. */

const SPACE_IN_THAI = /(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])/g;

/** Deletes spaces between Thai letters, where people put them as they like. */
export const withoutThaiSpaces = (text: string): string => (text.includes(' ') ? text.replace(SPACE_IN_THAI, '') : text);

/** A 3-gram as a number, ten bits a letter: numbers are found faster than strings, and take no memory of their own. */
export type Gram = number;

const THAI_BEGINS = 0xe00;
/** ASCII and Thai come first, each letter with its own number; other scripts share what is left of ten bits. */
const [ASCII, BOTH, ALL] = [0x80, 0x100, 0x400];

function letterOf(unit: number): number {
  if (unit < ASCII) return unit;
  const thai = unit - THAI_BEGINS;
  return thai >= 0 && thai < BOTH - ASCII ? ASCII + thai : BOTH + (unit % (ALL - BOTH));
}

/** All 3-grams of a normalised text, with repeats, in order; a shorter text is its own only gram. */
export function grams(text: string): Gram[] {
  const dense = withoutThaiSpaces(text);
  const found: Gram[] = [];
  let gram = 0;
  for (let at = 0; at < dense.length; at += 1) {
    gram = ((gram << 10) | letterOf(dense.charCodeAt(at))) & 0x3fffffff;
    if (at >= 2 || at === dense.length - 1) found.push(gram);
  }
  return found;
}

/** The number of a text of up to three letters. */
export const gramOf = (text: string): Gram => grams(text).at(-1) ?? 0;

/** The 3-grams as text. */
export function gramTexts(text: string): string[] {
  const dense = withoutThaiSpaces(text);
  if (dense.length <= 3) return dense === '' ? [] : [dense];
  return Array.from({ length: dense.length - 2 }, (_, at) => dense.slice(at, at + 3));
}
