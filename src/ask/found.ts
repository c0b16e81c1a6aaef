/** The engine's results as dialogs know them. */
import type { Found, FoundEntry } from '../dialog/types.ts';
import { formatThaiDate } from '../text/years.ts';
import type { AskResult } from './answer.ts';
import type { Entry, Knowledge, Source } from './knowledge.ts';
import { nextTitles } from './next.ts';

/** A result for the conversation: sources by short title with Thai dates, candidates and neighbours by title. */
export function toFound(knowledge: Knowledge, result: AskResult): Found {
  switch (result.kind) {
    case 'answer':
      return {
        what: 'answer',
        kind: 'answer',
        entry: toFoundEntry(knowledge, result.entry),
        ...(result.beside && { beside: { ...toFoundEntry(knowledge, result.beside), answer: result.beside.answer } }),
      };
    case 'clarify':
      return { what: 'answer', kind: 'clarify', candidates: result.candidates.map((entry) => entry.title) };
    case 'none':
      return {
        what: 'answer',
        kind: 'none',
        nearest: result.nearest.map((entry) => entry.title),
        ...(result.unwelcome && { unwelcome: result.unwelcome }),
      };
  }
}

/** A detail of up to this many UTF-16 units is shown at once: opening it would cost more than reading it. */
const SHORT_DETAIL = 120;

const isShort = ({ detail }: Entry): boolean => (detail?.length ?? 0) <= SHORT_DETAIL;

/** What is said of an entry before anybody asks for more. */
export const saidAtOnce = (entry: Entry): string => (entry.detail && isShort(entry) ? `${entry.answer}\n\n${entry.detail}` : entry.answer);

/** Neighbours are looked for among all entries, once for each entry of a knowledge. */
const shown = new WeakMap<Knowledge, WeakMap<Entry, FoundEntry>>();

/** One entry for the conversation. */
export function toFoundEntry(knowledge: Knowledge, entry: Entry): FoundEntry {
  const known = shown.get(knowledge) ?? new WeakMap<Entry, FoundEntry>();
  const found = known.get(entry) ?? show(knowledge, entry);
  known.set(entry, found);
  shown.set(knowledge, known);
  return found;
}

const show = (knowledge: Knowledge, entry: Entry): FoundEntry => ({
  id: entry.id,
  title: entry.title,
  answer: saidAtOnce(entry),
  ...(entry.detail && !isShort(entry) && { detail: entry.detail }),
  sources: entry.sources.map((source) => toSource(knowledge, source)),
  next: nextTitles(knowledge, entry),
});

function toSource(knowledge: Knowledge, { document: id, clause }: Source): FoundEntry['sources'][number] {
  const document = knowledge.documents.find((one) => one.id === id);
  return { title: document?.shortTitle ?? id, clause, ...(document?.date && { date: formatThaiDate(document.date) }) };
}
