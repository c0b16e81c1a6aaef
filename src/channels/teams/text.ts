/** Text to and from Teams: made safe to keep, freed of markup, and cut without breaking a Thai cluster. */
const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });
const MORE = '…';

/** Makes text safe to keep: PostgreSQL's JSON takes neither NUL nor half of a surrogate pair. */
export const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** At most `limit` UTF-16 units, cut between clusters with an ellipsis. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = segmenter.segment(text).containing(Math.max(0, limit - MORE.length))?.index ?? 0;
  return text.slice(0, end) + MORE;
}

/** How many grapheme clusters a text holds: about how wide it is, as Thai marks above and below take no room. */
export const width = (text: string): number => [...segmenter.segment(text)].length;

/** The most UTF-16 units of a message that are looked at and kept. */
const READ_LIMIT = 20_000;
const KEEP_LIMIT = 5_000;
const HALF_PAIR = /[\ud800-\udbff]$/;

/** What a person typed: without mentions ("<at>…</at>"), entities decoded, at most 5,000 UTF-16 units. */
export function typed(text: string): string {
  const plain = decode(text.slice(0, READ_LIMIT).replaceAll(/<at\b[^<>]*>[^<>]*<\/at>/gi, ' '));
  const kept = clean(plain).replaceAll('\u00a0', ' ').trim().slice(0, KEEP_LIMIT);
  return kept.replace(HALF_PAIR, '').trimEnd();
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

const decode = (text: string): string =>
  text.replaceAll(/&(?:([a-z]{2,4})|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name) return NAMED.get(name.toLowerCase()) ?? entity;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
