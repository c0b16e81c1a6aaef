/** What the bot says as HTML: paragraphs, lines, hanging list items, and links to http(s). */
import type { Language } from '../../text/translate.ts';

const THAI = /[\u0e00-\u0e7f]/;
const LETTER = /\p{L}/u;

/** Ends at a space, at a quotation mark, and where Thai begins, which is written without a space before it. */
const LINK = /(https?:\/\/[^\s<>"'\u0e00-\u0e7f]+)/i;
const LINK_TAIL = /[.,;:!?)\]}\u2026\u201d\u00bb]+$/;

/** A bullet, a number, or a Thai consonant as the number of an option. */
const ITEM = /^\s*([\u2022\u2013\u2014-]|\d{1,2}[.)]|[\u0e01-\u0e2e][.)])\s+(.*)$/;

/** The language to name for a text that is not in the page's; undefined where there is nothing to name. */
export function otherLanguage(text: string, page: Language): Language | undefined {
  if (!LETTER.test(text)) return undefined;
  const language = THAI.test(text) ? 'th' : 'en';
  return language === page ? undefined : language;
}

/** An address that is safe to follow: http or https; undefined for every other scheme. */
export function safeAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Paragraphs are divided by blank lines. */
export const Prose = ({ text }: { text: string }) => (
  <>
    {text
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) => (
        <p>
          {paragraph.split('\n').map((line) => (
            <Row line={line} />
          ))}
        </p>
      ))}
  </>
);

function Row({ line }: { line: string }) {
  const [, sign, rest] = ITEM.exec(line) ?? [];
  if (sign === undefined || rest === undefined) return <span class="row">{withLinks(line)}</span>;
  return (
    <span class="item">
      <span class="sign">{sign} </span>
      <span>{withLinks(rest)}</span>
    </span>
  );
}

/** Splitting by one group leaves the links at the odd places. */
const withLinks = (line: string) => line.split(LINK).map((part, place) => (place % 2 === 1 ? <Link found={part} /> : part));

function Link({ found }: { found: string }) {
  const tail = LINK_TAIL.exec(found)?.[0] ?? '';
  const address = found.slice(0, found.length - tail.length);
  const href = safeAddress(address);
  if (!href) return <>{found}</>;
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {address}
      </a>
      {tail}
    </>
  );
}
