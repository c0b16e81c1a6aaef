/** Typed words compared as people type them: any case, spacing, digits, with or without a polite ending. */
import { normalise } from '../text/normalise.ts';
import { type TextKey, translate } from '../text/translate.ts';

/** The words of both languages under a key that holds a list with "|" between them. */
export const wordsOf = (key: TextKey): string[] => [...translate('th', key).split('|'), ...translate('en', key).split('|')];

const longestFirst = (words: string[]): string[] => words.toSorted((one, other) => other.length - one.length);
const ENDING = new RegExp(`(?:[\\s.!…]*(?:${longestFirst(wordsOf('typed.particles')).join('|')}))+$`, 'u');
const OUTER = /^[\s/#("'“”]+|[\s.!,:;)"'“”…]+$/gu;

/** Longer texts are sentences, not commands or choices; what is outside of them is left as it is. In UTF-16 units. */
const LONGEST = 300;

/** The form in which typed text is compared with a list of words: without polite endings and outer signs. */
export function asTyped(text: string): string {
  if (text.length > LONGEST) return normalise(text);
  const plain = normalise(text).replace(OUTER, '');
  const bare = plain.replace(ENDING, '').replace(OUTER, '');
  return bare === '' ? plain : bare;
}
