/** Character 3-grams: the unit of search that survives misspelling and missing spaces. */

const SPACE_IN_THAI = /(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])/g;

/** Deletes spaces between Thai letters, where people put them as they like. */
export const withoutThaiSpaces = (text: string): string => text.replace(SPACE_IN_THAI, '');

/** All 3-grams of a normalised text, with repeats, in order; a shorter text is its own only gram. */
export function grams(text: string): string[] {
  const dense = withoutThaiSpaces(text);
  if (dense.length <= 3) return dense === '' ? [] : [dense];
  return Array.from({ length: dense.length - 2 }, (_, at) => dense.slice(at, at + 3));
}
