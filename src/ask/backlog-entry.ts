/** The file with an answer for the backlog: one entry, checked against all that is published. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { reasonOf } from '../lib/errors.ts';
import { answer } from './answer.ts';
import { brokenRules } from './check.ts';
import { buildIndex } from './index.ts';
import { type Entry, entrySchema, type Knowledge } from './knowledge.ts';

export type EntryRead = { ok: true; entry: Entry } | { ok: false; reasons: string[] };

/** Reads the one entry of a YAML or JSON file; the reasons name field and rule, one line for each. */
export async function readEntryFile(file: string): Promise<EntryRead> {
  try {
    const parsed = entrySchema.safeParse(parse(await readFile(file, 'utf8'), { maxAliasCount: 0 }));
    if (parsed.success) return { ok: true, entry: parsed.data };
    return { ok: false, reasons: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()) };
  } catch (error) {
    return { ok: false, reasons: [reasonOf(error).split('\n')[0] ?? ''] };
  }
}

/** The knowledge as it will be with an entry, in place of an earlier version of it. */
export const withEntry = (knowledge: Knowledge, entry: Entry): Knowledge => ({
  ...knowledge,
  entries: [...knowledge.entries.filter(({ id }) => id !== entry.id), entry],
});

/** The rules that an entry breaks beside those published. Any document may be its source: one that is not listed is shown by the name given. */
export function brokenBy(knowledge: Knowledge, entry: Entry): string[] {
  const unlisted = unlistedDocuments(knowledge, entry).map((id) => ({ id, title: id, shortTitle: id, publisher: '', concerns: [] }));
  const before = new Set(brokenRules(knowledge));
  return brokenRules({ ...withEntry(knowledge, entry), documents: [...knowledge.documents, ...unlisted] }).filter(
    (rule) => !before.has(rule),
  );
}

/** The documents among an entry's sources that the list of documents does not hold. */
export function unlistedDocuments(knowledge: Knowledge, entry: Entry): string[] {
  const listed = new Set(knowledge.documents.map(({ id }) => id));
  return [...new Set(entry.sources.map(({ document }) => document))].filter((id) => !listed.has(id));
}

/** Those of some questions that would still not be answered by an entry when they are asked again. */
export function stillMissed(knowledge: Knowledge, entry: Entry, questions: readonly string[]): string[] {
  const index = buildIndex(withEntry(knowledge, entry));
  return questions.filter((question) => {
    const result = answer(index, question, {});
    return result.kind !== 'answer' || result.entry.id !== entry.id;
  });
}
