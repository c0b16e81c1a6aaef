/** Words by key: every sentence of the bot stands in locales/, Thai being the source of the keys. */
import en from '../../locales/en.json' with { type: 'json' };
import th from '../../locales/th.json' with { type: 'json' };

export type TextKey = keyof typeof th;
export type Language = 'th' | 'en';

/**
 * Something to be said: a key, a key with values for its {places}, text of the content that is not ours to translate,
 * or several of these joined by line breaks.
 */
export type Words = TextKey | { key: TextKey; with: Record<string, Words | number> } | { plain: string } | { lines: Words[] };

const catalogue: Record<Language, Record<TextKey, string>> = { th, en };

/** Puts words into a language. */
export function translate(language: Language, words: Words): string {
  if (typeof words === 'string') return catalogue[language][words];
  if ('plain' in words) return words.plain;
  if ('lines' in words) return words.lines.map((line) => translate(language, line)).join('\n');
  const filled = words.with;
  return catalogue[language][words.key].replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = filled[name];
    return value === undefined ? place : typeof value === 'number' ? String(value) : translate(language, value);
  });
}
