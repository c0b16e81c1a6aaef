/** Answering without any input or output. */
import { readFileSync } from 'node:fs';
import { answer } from '../src/ask/answer.ts';
import { type AskIndex, buildIndex } from '../src/ask/index.ts';
import type { Entry, Knowledge } from '../src/ask/knowledge.ts';
import { loadKnowledge } from '../src/ask/load.ts';
import { questions, SEED } from './events.ts';
import { atMost, type Figure, percentile, round } from './figure.ts';

/** Seconds in which an index has to stand, and how many entries it has to hold by then. */
const BUILT = 2;
const MANY = 2000;

/** Takes the questions of a file of lines {q}, or all sample questions twice. */
export function answering(file: string | undefined): Figure[] {
  const knowledge = loadKnowledge(SEED);
  // The larger one first: an instance builds its index in a new thread, where nothing is warm yet.
  const many = build(grown(knowledge, MANY)).seconds;
  const before = process.memoryUsage().heapUsed;
  const { index, seconds } = build(knowledge);
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const asked = file === undefined ? [...questions(), ...questions()] : questionsOf(file);
  for (const question of asked.slice(0, WARM)) answer(index, question, {});
  const times = asked.map((question) => timed(index, question));
  const notes = { questions: times.length, entries: knowledge.entries.length };
  return [
    atMost(1, 'index built', 's', seconds, BUILT, { entries: knowledge.entries.length, heapMB: round(megabytes) }),
    atMost(1, `index of ${MANY} entries built`, 's', many, BUILT),
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

/** The entries and, until there are as many, the same ones with their words in another order, so that no two texts are the same. */
function grown({ entries, ...knowledge }: Knowledge, many: number): Knowledge {
  const more = Array.from({ length: many }, (_, at) => {
    const [entry, round] = [entries[at % entries.length], Math.floor(at / entries.length)];
    return entry && round > 0 ? reordered(entry, round) : entry;
  });
  return { ...knowledge, entries: more.flatMap((entry) => entry ?? []) };
}

function reordered({ id, title, answer, detail, aliases, questions, ...rest }: Entry, round: number): Entry {
  const turn = (text: string) => turned(text, round);
  const texts = { title: turn(title), answer: turn(answer), aliases: aliases.map(turn), questions: questions.map(turn) };
  return { ...rest, ...texts, id: `${id}-${round}`, ...(detail && { detail: turn(detail) }) };
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** The words from the last to the first, as many of them moved to the end as there were rounds before. */
function turned(text: string, round: number): string {
  const words = Array.from(segmenter.segment(text), ({ segment }) => segment).reverse();
  return [...words.slice(round - 1), ...words.slice(0, round - 1)].join('');
}

const questionsOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { q: string }).q);
