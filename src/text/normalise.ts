/** One spelling for text that looks the same: the first step before text is compared, indexed or searched. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Each rule keeps the meaning and removes one way in which typed Thai differs from written Thai. */
const RULES: readonly [RegExp, string][] = [
  // Sara am typed as two characters, with or without a tone mark in between or in front.
  [/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33'],
  [/\u0e4d([\u0e48-\u0e4b])\u0e33/g, '$1\u0e33'],
  [/\u0e33([\u0e48-\u0e4b])/g, '$1\u0e33'],
  // A tone mark or silencer typed before its vowel.
  [/([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39])/g, '$2$1'],
  // Two เ typed for one แ.
  [/\u0e40\u0e40/g, '\u0e41'],
  // Doubled vowels and marks, and several tone marks on one letter.
  [/(?<one>[\u0e30-\u0e3a\u0e40-\u0e4e])\k<one>+/g, '$1'],
  [/([\u0e48-\u0e4b])[\u0e48-\u0e4b]+/g, '$1'],
  // Letters drawn out for emphasis.
  [/(?<one>[\u0e01-\u0e2e])\k<one>{2,}/g, '$1'],
  [/(?<one>[a-z])\k<one>{3,}/g, '$1'],
  [/\s{2,}|[^\S ]/g, ' '],
];

/** What any of the rules would change: most texts hold nothing of it. */
const UNTIDY = new RegExp(RULES.map(([{ source }]) => source).join('|'));

/** Letters that are folded or composed; of the others only order could be wrong, which is untidy. */
const UNCOMMON = /[^ -~\u0e01-\u0e39\u0e40-\u0e4e]/;

/** Rules can make work for one another ("เเเเ"), yet settle within this many rounds on anything people type. */
const ROUNDS = 8;

/**
 * Folds what typing varies and reading does not: composition (NFC), sara am, doubled and misplaced marks, เเ for แ,
 * invisible characters, Thai digits, white space, drawn-out letters, case. Takes any string; the same again changes nothing.
 */
export function normalise(text: string): string {
  const small = text.toLowerCase();
  if (!UNCOMMON.test(small) && !UNTIDY.test(small)) return small.trim();
  let before = arabicDigits(fold(text));
  for (let round = 0; round < ROUNDS && UNTIDY.test(before); round += 1) {
    before = RULES.reduce((value, [pattern, by]) => value.replace(pattern, by), before);
  }
  return before.normalize('NFC').trim();
}

/** Thai digits as Arabic ones; all else stays. */
const arabicDigits = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

const fold = (text: string): string => text.toWellFormed().replace(INVISIBLE, '').normalize('NFC').toLowerCase().normalize('NFC');
