/** A clause of a document that is asked for by its number and nothing else: "what is section 8". */
import { saysNothingOfClause } from '../text/cues.ts';
import type { Entry, Source, SourceDocument } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import type { InTable } from './table.ts';

/** Finds the entries on the clause that a question asks for; undefined where it asks for none, or for something in it. */
export type ClausePart = (question: Question) => InTable | undefined;

/** What an entry counts that is taken from a later part of the clause, and one that is taken from it among others. */
const [LATER, AMONG_OTHERS] = [0.9, 0.5];

/** Makes it for documents whose clauses are asked for by number; `entries` tell where clauses begin. */
export function makeClausePart(documents: readonly SourceDocument[], entries: readonly Entry[], lexicon: Lexicon): ClausePart {
  const parts = documents
    .flatMap(({ id, clauses }) => (clauses ? [{ id, ...clauses }] : []))
    .map((part) => ({
      ...part,
      number: new RegExp(`(?<![\\u0e01-\\u0e4e])(?:${part.asked.join('|')}) ?(\\d{1,2})(?![\\d.])`),
      names: new Set(part.names.flatMap((name) => lexicon.segment([lexicon.clean(name)]).flat())),
    }));
  return ({ clean, words }) => {
    for (const { id, number, names, written, alone } of parts) {
      const [said, asked] = number.exec(clean) ?? [];
      if (said === undefined || asked === undefined) continue;
      const others = words.map(({ text }) => text).filter((word) => !said.includes(word) && !saysNothingOfClause(word));
      if (others.every((word) => names.has(word)) && (alone || others.length > 0)) return takenFrom(id, `${written} ${asked}`, entries);
    }
    return undefined;
  };
}

function takenFrom(document: string, clause: string, entries: readonly Entry[]): InTable {
  const isIt = (source: Source | undefined) =>
    source?.document === document && source.clause.startsWith(clause) && !/^[\d.]/.test(source.clause.slice(clause.length));
  const begins = Math.min(...entries.flatMap(({ sources: [first] }) => (isIt(first) ? (first?.line ?? []) : [])));
  return ({ sources: [first, ...others] }) => {
    if (isIt(first)) return first?.line === begins ? 1 : LATER;
    return others.some(isIt) ? AMONG_OTHERS : 0;
  };
}
