/** Answering without any input or output. */
import { answer } from '../src/ask/answer.ts';
import { buildIndex } from '../src/ask/index.ts';
import { loadKnowledge } from '../src/ask/load.ts';
import { questions, SEED } from './events.ts';
import { atMost, type Figure, percentile, round } from './figure.ts';

export function answering(): Figure[] {
  const before = process.memoryUsage().heapUsed;
  const knowledge = loadKnowledge(SEED);
  const began = performance.now();
  const index = buildIndex(knowledge);
  const built = (performance.now() - began) / 1000;
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const times = [...questions(), ...questions()].map((question) => {
    const asked = performance.now();
    answer(index, question, {});
    return performance.now() - asked;
  });
  const notes = { questions: times.length, entries: knowledge.entries.length };
  return [
    atMost(1, 'index built', 's', built, 2, { heapMB: round(megabytes) }),
    atMost(1, 'answer p50', 'ms', percentile(times, 0.5), 3, notes),
    atMost(1, 'answer p99', 'ms', percentile(times, 0.99), 15, notes),
  ];
}
