/**
 * Cutting text to LINE's limits without breaking a Thai cluster. LINE counts some limits in UTF-16 units and others in
 * grapheme clusters.
 */
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

/** At most `limit` grapheme clusters, cut with an ellipsis. */
export function cutGraphemes(text: string, limit: number): string {
  let count = 0;
  let end = 0;
  for (const { index } of segmenter.segment(text)) {
    if (count === limit - 1) end = index;
    if (count === limit) return text.slice(0, end) + MORE;
    count += 1;
  }
  return text;
}

/** Where the cluster begins that holds the UTF-16 unit at `unit`: text before it is whole. */
const clusterStart = (text: string, unit: number): number => segmenter.segment(text).containing(unit)?.index ?? text.length;
