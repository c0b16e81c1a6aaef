/** What the broadcast command says; counts are written with commas. */
import { type Language, type TextKey, translate } from '../text/translate.ts';

export type BroadcastKey = Extract<TextKey, `broadcast.${string}`>;

/** A key, with values for its {places} where it has any. */
export type BroadcastWords = BroadcastKey | { key: BroadcastKey; with: Record<string, string | number> };

/** Puts words into a language. */
export type Say = (words: BroadcastWords) => string;

export const sayIn =
  (language: Language): Say =>
  (words) =>
    translate(language, typeof words === 'string' ? words : { key: words.key, with: plainly(words.with) });

const plainly = (values: Record<string, string | number>): Record<string, { plain: string }> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { plain: typeof value === 'number' ? value.toLocaleString('en-US') : value }]),
  );
