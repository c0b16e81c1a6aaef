/** Reading a typed answer to an item: a letter, a number, or the option's own words. */
import { asTyped, wordsOf } from '../src/dialog/typed.ts';
import type { ShownItem } from '../src/dialog/types.ts';
import type { TextKey } from '../src/text/translate.ts';

const letters = (['typed.option.0', 'typed.option.1', 'typed.option.2', 'typed.option.3'] as const satisfies readonly TextKey[]).map(
  (key) => wordsOf(key).map(asTyped),
);

/** The beginning of an option counts from this many letters on, if no other option begins alike. */
const FEWEST_LETTERS = 4;

/** The place (0 to 3) of the option that a text names, in the order shown; undefined where it names none. */
export function readAnswer(text: string, item: ShownItem): number | undefined {
  const typed = asTyped(text);
  const places = [
    byLetter(typed),
    only(item, (option) => option === typed),
    isLong(typed) ? only(item, (option) => option.startsWith(typed)) : undefined,
  ];
  return places.find((place) => place !== undefined && place < item.options.length);
}

const ways = (['pause', 'stop'] as const).map((way) => ({ way, words: wordsOf(`typed.quiz.${way}`).map(asTyped) }));

/** The way out of a quiz that a text names: to pause it, or to stop it. */
export const readWay = (text: string): 'pause' | 'stop' | undefined => ways.find(({ words }) => words.includes(asTyped(text)))?.way;

const byLetter = (typed: string): number | undefined => found(letters.findIndex((words) => words.includes(typed)));

function only(item: ShownItem, fits: (option: string) => boolean): number | undefined {
  const places = item.options.flatMap(({ text }, place) => (fits(asTyped(text)) ? [place] : []));
  return places.length === 1 ? places[0] : undefined;
}

const isLong = (typed: string): boolean => (typed.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS;

const found = (index: number): number | undefined => (index < 0 ? undefined : index);
