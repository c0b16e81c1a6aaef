/** What the broadcast command says, in the shape of text/translate. */
import keys from '../../locales/broadcast.keys.json' with { type: 'json' };

export type BroadcastKey = keyof typeof keys;
export type Language = 'th' | 'en';

/** A key, with values for its {places} where it has any. */
export type BroadcastWords = BroadcastKey | { key: BroadcastKey; with: Record<string, string | number> };

/** Puts words into a language. */
export type Say = (words: BroadcastWords) => string;

export const sayIn =
  (language: Language): Say =>
  (words) => {
    const { key, with: values } = typeof words === 'string' ? { key: words, with: {} as Record<string, string | number> } : words;
    const said = keys[key][language === 'th' ? 0 : 1] ?? key;
    return said.replaceAll(/\{(\w+)\}/g, (place, name: string) => number(values[name]) ?? place);
  };

const number = (value: string | number | undefined): string | undefined =>
  typeof value === 'number' ? value.toLocaleString('en-US') : value;
