/** Text that looks right and is not: characters nobody sees, and letters written in pieces. */

/** Characters that only steer others (zero-width, direction, soft hyphen), and controls other than line end and tab. */
const INVISIBLE = /\p{Cf}|(?![\n\t])\p{Cc}/u;

/** Sara am in two characters, with or without a tone mark. NFC leaves it as it is. */
const SPLIT_SARA_AM = /\u0e4d[\u0e48-\u0e4b]?\u0e32/;

export type Unclean = 'invisible character' | 'split sara am' | 'not composed (NFC)';

/** What is wrong with the characters of a text, if anything. Takes text as it is stored, not normalised. */
export function unclean(text: string): Unclean | undefined {
  if (INVISIBLE.test(text)) return 'invisible character';
  if (SPLIT_SARA_AM.test(text)) return 'split sara am';
  return text === text.normalize('NFC') ? undefined : 'not composed (NFC)';
}
