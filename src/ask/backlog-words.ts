/** What the backlog command says. */
import { type Language, type TextKey, translate } from '../text/translate.ts';

export type BacklogKey = Extract<TextKey, `backlog.${string}`>;

/** A key, with values for its {places} where it has any. */
export type BacklogWords = BacklogKey | { key: BacklogKey; with: Record<string, string | number> };

/** Puts words into a language. */
export type Say = (words: BacklogWords) => string;

export const sayIn =
  (language: Language): Say =>
  (words) =>
    translate(
      language,
      typeof words === 'string'
        ? words
        : { key: words.key, with: Object.fromEntries(Object.entries(words.with).map(([name, value]) => [name, { plain: String(value) }])) },
    );

/** Text that people typed, safe on a terminal: in one line, without what would move its cursor. */
export const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
