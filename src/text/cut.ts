/** Cutting text to a platform's limit in UTF-16 units without breaking a Thai cluster; see graphemes.ts for the other count. */
const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });
const MORE = '…';

/** Makes text safe to keep: PostgreSQL's JSON takes neither NUL nor half of a surrogate pair. */
export const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** At most `limit` UTF-16 units, cut between clusters without a mark; a single cluster longer than that is cut within. */
export function cutInput(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = clusterStart(text, limit);
  return text.slice(0, end === 0 ? limit : end).toWellFormed();
}

/** At most `limit` UTF-16 units, cut between clusters with an ellipsis. */
export const cutUnits = (text: string, limit: number): string =>
  text.length <= limit ? text : text.slice(0, clusterStart(text, limit - MORE.length)) + MORE;

/** Where the cluster begins that holds the UTF-16 unit at `unit`: text before it is whole. */
const clusterStart = (text: string, unit: number): number => segmenter.segment(text).containing(Math.max(0, unit))?.index ?? text.length;
