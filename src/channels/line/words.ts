/** Words as LINE takes them: never empty, never over a limit, never broken within a cluster. */
import { clean, cutUnits } from '../../text/cut.ts';
import { cutGraphemes } from '../../text/graphemes.ts';

/** LINE refuses a message with an empty text, label or title; this stands in its place. */
const NOTHING = '…';

const filled = (text: string): string => (text.trim() === '' ? NOTHING : text);

/** Text of at most `limit` UTF-16 units. */
export const wordsOf = (text: string, limit: number): string => filled(cutUnits(clean(text), limit));

/** A label of at most `limit` grapheme clusters. */
export const labelOf = (text: string, limit: number): string => filled(cutGraphemes(clean(text), limit));
