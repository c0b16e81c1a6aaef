/** What commands of operators say: keys with plain values. */
import { type Language, type TextKey, translate } from './translate.ts';

/** What is to be said: a text by its key, and the values that go into it. */
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
