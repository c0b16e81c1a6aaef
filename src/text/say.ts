/** What commands of operators say: keys with plain values. */
import { type Language, type TextKey, translate } from './translate.ts';

/** A key, with values for its {places} where it has any. */
export type Saying<Key extends TextKey> = Key | { key: Key; with: Record<string, string | number> };

/** Puts words into a language. */
export type Say<Key extends TextKey> = (words: Saying<Key>) => string;

/** Makes it; `written` tells how numbers look. */
export const sayer =
  <Key extends TextKey>(written: (number: number) => string) =>
  (language: Language): Say<Key> =>
  (words) =>
    translate(language, typeof words === 'string' ? words : { key: words.key, with: plainly(words.with, written) });

const plainly = (values: Record<string, string | number>, written: (number: number) => string): Record<string, { plain: string }> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { plain: typeof value === 'number' ? written(value) : value }]));
