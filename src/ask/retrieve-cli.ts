/**
 * The bare retrieval engine on foreign data, without database, server or knowledge.
 *
 *   npm run --silent retrieve -- --passages FILE --questions FILE
 *
 * Lines {id, text, title?} and {id, q} in, lines {id, ranked, ms} out: ids of the 10 best passages, and how long the search took.
 * Ends with 1 and one line for input that cannot be used.
 */
import { parseArgs } from 'node:util';
import { stopwatch } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import { buildPassageIndex, type Passage, searchPassages } from './retrieve.ts';
import { type Question, readPassages, readQuestions } from './retrieve-lines.ts';

const USAGE = 'usage: npm run retrieve -- --passages FILE --questions FILE';

function main(args: string[]): void {
  const input = readInput(args);
  if (input.ok) rank(input);
  else fail(input.reason);
}

function rank({ passages, questions }: { passages: Passage[]; questions: Question[] }): void {
  const index = buildPassageIndex(passages);
  for (const { id, q } of questions) {
    const took = stopwatch();
    const ranked = searchPassages(index, q);
    process.stdout.write(`${JSON.stringify({ id, ranked, ms: Math.round(took() * 1_000) / 1_000 })}\n`);
  }
}

type Input = { ok: true; passages: Passage[]; questions: Question[] } | { ok: false; reason: string };

function readInput(args: string[]): Input {
  const files = readFiles(args);
  if ('reason' in files) return { ok: false, reason: `${files.reason}; ${USAGE}` };
  const passages = readPassages(files.passages);
  if (!passages.ok) return passages;
  const questions = readQuestions(files.questions);
  return questions.ok ? { ok: true, passages: passages.lines, questions: questions.lines } : questions;
}

function readFiles(args: string[]): { passages: string; questions: string } | { reason: string } {
  try {
    const { passages, questions } = parseArgs({ args, options: { passages: { type: 'string' }, questions: { type: 'string' } } }).values;
    return passages && questions ? { passages, questions } : { reason: 'both files are needed' };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function fail(reason: string): void {
  process.stderr.write(`retrieve: ${reason}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2));
