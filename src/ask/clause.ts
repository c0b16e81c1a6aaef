/** A clause of a document that is asked for by its number and nothing else: "what is section 8". */
import { saysNothingOfClause } from '../text/cues.ts';
import type { Entry, SourceDocument } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import type { InTable } from './table.ts';

/** Finds the entries on the clause that a question asks for; undefined where it asks for none, or for something in it. */
export type ClausePart = (question: Question) => InTable | undefined;

/** What an entry counts that is taken from the clause among others. */
const AMONG_OTHERS = 0.5;

/** Makes it for documents whose clauses are asked for by number. */
export function makeClausePart(documents: readonly SourceDocument[], lexicon: Lexicon): ClausePart {
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
      if (others.every((word) => names.has(word)) && (alone || others.length > 0)) return takenFrom(id, `${written} ${asked}`);
    }
    return undefined;
  };
}

function takenFrom(document: string, clause: string): InTable {
  const isIt = (source: Entry['sources'][number] | undefined) =>
    source?.document === document && source.clause.startsWith(clause) && !/^[\d.]/.test(source.clause.slice(clause.length));
  return ({ sources: [first, ...others] }) => (isIt(first) ? 1 : others.some(isIt) ? AMONG_OTHERS : 0);
}
