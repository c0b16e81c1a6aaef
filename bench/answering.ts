/** Answering without any input or output. */
import { readFileSync } from 'node:fs';
import { answer } from '../src/ask/answer.ts';
import { type AskIndex, buildIndex } from '../src/ask/index.ts';
import type { Knowledge } from '../src/ask/knowledge.ts';
import { loadKnowledge } from '../src/ask/load.ts';
import { questions, SEED } from './events.ts';
import { atMost, type Figure, percentile, round } from './figure.ts';

/** Seconds in which an index has to stand, and how many entries it has to hold by then. */
const BUILT = 2;
const MANY = 2000;

/** Takes the questions of a file of lines {q}, or all sample questions twice. */
export function answering(file: string | undefined): Figure[] {
  const knowledge = loadKnowledge(SEED);
  const before = process.memoryUsage().heapUsed;
  const { index, seconds } = build(knowledge);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const asked = file === undefined ? [...questions(), ...questions()] : questionsOf(file);
  for (const question of asked.slice(0, WARM)) answer(index, question, {});
  const times = asked.map((question) => timed(index, question));
  const notes = { questions: times.length, entries: knowledge.entries.length };
  return [
    atMost(1, 'index built', 's', seconds, BUILT, { entries: knowledge.entries.length, heapMB: round(megabytes) }),
    atMost(1, `index of ${MANY} entries built`, 's', build(grown(knowledge, MANY)).seconds, BUILT),
    atMost(1, 'answer p50', 'ms', percentile(times, 0.5), 3, notes),
    atMost(1, 'answer p99', 'ms', percentile(times, 0.99), 15, notes),
  ];
}

/** Questions asked before the clock starts. */
const WARM = 200;

function build(knowledge: Knowledge): { index: AskIndex; seconds: number } {
  const began = performance.now();
  const index = buildIndex(knowledge);
  return { index, seconds: (performance.now() - began) / 1000 };
}

function timed(index: AskIndex, question: string): number {
  const asked = performance.now();
  answer(index, question, {});
  return performance.now() - asked;
}

/** The same entries under further ids, until there are as many. */
function grown(knowledge: Knowledge, many: number): Knowledge {
  const { entries } = knowledge;
  const more = Array.from({ length: many }, (_, at) => entries[at % entries.length]).flatMap((entry, at) =>
    entry ? [{ ...entry, id: `${entry.id}-${at}` }] : [],
  );
  return { ...knowledge, entries: more };
}

const questionsOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { q: string }).q);
