/** Text measured as readers see it: Thai vowels and tone marks belong to their letter. */

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });

const ELLIPSIS = '…';

/** The user-perceived characters of a text, in order. */
export const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), (part) => part.segment);

/** Shortens to at most `limit` graphemes (at least 1), the ellipsis included; a text that fits stays as it is. */
export function cutGraphemes(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const parts = graphemes(text);
  if (parts.length <= limit) return text;
  return (
    parts
      .slice(0, limit - 1)
      .join('')
      .trimEnd() + ELLIPSIS
  );
}
