/** Commands that people type: the word lists in locales/ under `words.<command>` or `words.<command>.<argument>`. */
import th from '../../locales/th.json' with { type: 'json' };
import type { TextKey } from '../text/translate.ts';
import { type Command, commands } from './press.ts';
import { asTyped, wordsOf } from './typed.ts';

export interface Recognized {
  command: Command;
  arg: string;
}

/** The command that a whole text is, in either language; undefined for anything else. A part of a text never counts. */
export function recognize(text: string): Recognized | undefined {
  return byWord.get(asTyped(text));
}

/** Every list of words with what it stands for; for `recognize` and for the test that no word stands in two lists. */
export const commandWords: { means: Recognized; words: string[] }[] = Object.keys(th)
  .filter((key): key is TextKey => key.startsWith('words.'))
  .flatMap((key) => {
    const [, name, ...arg] = key.split('.');
    const command = commands.find((known) => known === name);
    return command ? [{ means: { command, arg: arg.join('.') }, words: wordsOf(key).map(asTyped) }] : [];
  });

const byWord = new Map(commandWords.flatMap(({ means, words }) => words.map((word) => [word, means] as const)));
