/**
 * Proves the knowledge in prisma/seed and, where the texts of the documents are at hand, that nothing in them is forgotten.
 *
 *   npm run content:check -- [--sources DIR]    DIR holds <document>.txt; without it ../shared/sources is tried
 *
 * Prints what it saw; ends with 1 and one line for each broken rule.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ContentError, reasonOf } from '../lib/errors.ts';
import { checkContent } from './content-check.ts';
import type { SourceText } from './coverage.ts';
import type { SourceDocument } from './knowledge.ts';
import { readKnowledge } from './load.ts';

const ROOT = join(import.meta.dirname, '../..');
const SEED = join(ROOT, 'prisma/seed');

/** A document that has no text of its own but is printed in that of another, on these lines. */
const PRINTED_IN = { document: 'e-act-2565', in: 'moral-plan-2566', from: 422, to: 528 };

function main(args: string[]): void {
  const { sources = join(ROOT, '../shared/sources') } = parseArgs({ args, options: { sources: { type: 'string' } } }).values;
  const { knowledge, files } = readKnowledge(SEED);
  const texts = knowledge.documents.flatMap((document) => textOf(sources, document));
  const { seen, broken } = checkContent({ knowledge, files, texts });
  const without = knowledge.documents.filter(({ id }) => !texts.some(({ document }) => document === id)).map(({ id }) => id);
  console.log(seen.join('\n'));
  if (without.length > 0) console.log(`coverage not checked, no text in ${sources}: ${without.join(', ')}`);
  fail(broken);
  console.log(broken.length === 0 ? 'all rules hold' : `${broken.length} broken rules`);
}

function textOf(folder: string, { id }: SourceDocument): SourceText[] {
  const path = join(folder, `${id === PRINTED_IN.document ? PRINTED_IN.in : id}.txt`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return [{ document: id, lines: lines.map((line, index) => (isOwn(id, index + 1) ? line : '')) }];
}

function isOwn(document: string, at: number): boolean {
  const isPrinted = at >= PRINTED_IN.from && at <= PRINTED_IN.to;
  if (document === PRINTED_IN.document) return isPrinted;
  return document !== PRINTED_IN.in || !isPrinted;
}

function fail(lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof ContentError || (error instanceof TypeError && 'code' in error);
  if (!isExpected) throw error;
  fail(reasonOf(error).split('\n'));
}
