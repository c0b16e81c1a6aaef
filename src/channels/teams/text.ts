/** Text to and from Teams: freed of markup, and measured. */
import { clean, cutInput } from '../../text/cut.ts';
import { graphemes } from '../../text/graphemes.ts';

/** How many grapheme clusters a text holds: about how wide it is, as Thai marks above and below take no room. */
export const width = (text: string): number => graphemes(text).length;

/** The most UTF-16 units of a message that are looked at and kept. */
const READ_LIMIT = 20_000;
const KEEP_LIMIT = 5_000;

/** What a person typed: without mentions ("<at>…</at>"), entities decoded, at most 5,000 UTF-16 units. */
export function typed(text: string): string {
  const plain = decode(text.slice(0, READ_LIMIT).replaceAll(/<at\b[^<>]*>[^<>]*<\/at>/gi, ' '));
  return cutInput(clean(plain).replaceAll('\u00a0', ' ').trim(), KEEP_LIMIT).trimEnd();
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
