/** The small print below an answer: each document once, with its clauses and its date. */
import type { FoundEntry } from '../src/dialog/types.ts';
import type { Words } from '../src/text/translate.ts';
import { formatThaiDate } from '../src/text/years.ts';

type Source = FoundEntry['sources'][number];

/** One line for all sources; undefined where an entry names none. */
export function sourceLine(sources: readonly Source[]): Words | undefined {
  if (sources.length === 0) return undefined;
  const documents = [...Map.groupBy(sources, (source) => source.title).values()];
  return { key: 'card.source', with: { source: { plain: documents.map(oneDocument).join('; ') } } };
}

function oneDocument(sources: readonly Source[]): string {
  const clauses = [...new Set(sources.map(({ clause }) => clause))].join(', ');
  const [first] = sources;
  return [first?.title, clauses, first?.date ? `(${formatThaiDate(first.date)})` : ''].filter(Boolean).join(' ');
}
