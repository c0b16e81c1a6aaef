/**
 * The engine on the command line, without database or server.
 *
 *   npm run ask -- "question" [earlier question …]    prints answer, source, confidence and matched words
 *   npm run ask -- --jsonl < questions > answers      lines {id, q, context?} in, {id, kind, text, sources, confidence, ms} out
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stopwatch } from '../lib/clock.ts';
import { ContentError } from '../lib/errors.ts';
import { withoutPoliteness } from '../text/filler.ts';
import { type AskContext, type AskResult, answer, read } from './answer.ts';
import { saidAtOnce, toFoundEntry } from './found.ts';
import { type AskIndex, buildIndex } from './index.ts';
import type { Entry } from './knowledge.ts';
import { loadKnowledge } from './load.ts';

const SEED = join(import.meta.dirname, '../../prisma/seed');

const lineSchema = z.object({ id: z.string(), q: z.string(), context: z.array(z.string()).default([]) });

const USAGE = 'usage: npm run ask -- "question" [earlier question …]   or   npm run ask -- --jsonl < questions';

function main(args: string[]): void {
  const [question, ...earlier] = args;
  if (question === undefined) fail(USAGE);
  else if (question === '--jsonl') answerLines(openIndex(), readFileSync(0, 'utf8'));
  else print(openIndex(), question, earlier);
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

const openIndex = (): AskIndex => buildIndex(loadKnowledge(SEED));

/** The context after a conversation of earlier questions. */
function after(index: AskIndex, earlier: readonly string[]): AskContext {
  return earlier.reduce<AskContext>((context, question) => {
    const result = answer(index, question, context);
    return { topic: { question, ...(result.kind === 'answer' && { entryId: result.entry.id }) } };
  }, {});
}

function answerLines(index: AskIndex, lines: string): void {
  warmUp(index);
  for (const text of lines.split('\n').filter(Boolean)) {
    const { id, q, context: earlier } = lineSchema.parse(JSON.parse(text));
    const context = after(index, earlier);
    const took = stopwatch();
    const result = answer(index, q, context);
    const ms = took();
    const sources =
      result.kind === 'answer'
        ? [result.entry, ...(result.beside ? [result.beside] : [])].flatMap((entry) =>
            entry.sources.map(({ document, clause }) => ({ document, clause })),
          )
        : [];
    console.log(JSON.stringify({ id, kind: result.kind, text: textOf(result), sources, confidence: result.confidence, ms }));
  }
}

/** So many questions before the clock starts bring code to the speed of a running service. */
const WARM = 200;

/** Makes all entries ready, as a service's engine is after its first second, and asks for some of them. */
function warmUp(index: AskIndex): void {
  for (const [place, { title }] of index.entries.entries()) {
    index.closely(place);
    if (place < WARM) answer(index, title);
  }
}

const titles = (entries: readonly Entry[]): string => entries.map((entry) => `- ${entry.title}`).join('\n');

function textOf(result: AskResult): string {
  switch (result.kind) {
    case 'answer':
      return [saidAtOnce(result.entry), ...(result.beside ? [`${result.beside.title}\n${result.beside.answer}`] : [])].join('\n\n');
    case 'clarify':
      return titles(result.candidates);
    case 'none':
      return titles(result.nearest);
  }
}

/** More words hardly tell more. */
const MOST_SIGNS = 8;

function print(index: AskIndex, question: string, earlier: readonly string[]): void {
  const context = after(index, earlier);
  const result = answer(index, question, context);
  const { question: asked, ranked, unwelcome } = read(index, question, context);
  console.log(`${result.kind} (${result.confidence.toFixed(2)})\n${textOf(result)}`);
  if (result.kind === 'answer') {
    const { id, sources, next } = toFoundEntry(index.knowledge, result.entry);
    console.log(sources.map((source) => `[${[source.title, source.clause, source.date].filter(Boolean).join(', ')}]`).join('\n'));
    console.log(`id: ${id}\nnext: ${next.join(' | ')}`);
  }
  const words = asked.words.map((word) => word.text);
  const matched = words.filter((word) => ranked[0]?.indexed.words.has(word));
  const missing = asked.wants.filter(({ holds }) => !holds.test(ranked[0]?.indexed.told ?? '')).map(({ what }) => what);
  console.log(
    `read as: ${asked.clean}\nmatched: ${matched.join(' ')}\nunmatched: ${words.filter((word) => !matched.includes(word)).join(' ')}`,
  );
  if (missing.length > 0) console.log(`wanted, and not in the best entry: ${missing.join(', ')}`);
  const doubts = index.doubt.cues(withoutPoliteness(asked.told));
  if (doubts.length > 0) console.log(`seldom answered: ${doubts.join(', ')}`);
  const signs = index.unwelcome.cues(asked.said).slice(0, MOST_SIGNS);
  if (unwelcome) console.log(`unwelcome (${unwelcome}): ${signs.join(', ')}`);
}

// Whoever reads may have read enough: `npm run ask -- … | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  fail(error.message);
}
