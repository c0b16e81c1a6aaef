import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { startEngineThread } from '../../src/ask/engine.ts';
import { loadKnowledge } from '../../src/ask/load.ts';

const knowledge = loadKnowledge('prisma/seed');
const QUESTION = { question: '70:20:10 คืออะไร', context: {} };

test('an engine thread that dies fails the questions in hand, and the next are answered by another', async () => {
  const threads: Worker[] = [];
  const note = (thread: Worker) => void threads.push(thread);
  process.on('worker', note);
  onTestFinished(() => void process.off('worker', note));
  const engine = await startEngineThread(knowledge);
  onTestFinished(() => engine.stop());
  const before = await engine.answer(QUESTION);
  const inHand = engine.answer(QUESTION);
  await threads[0]?.terminate();
  await expect(inHand).rejects.toThrow();
  expect(await engine.answer(QUESTION)).toEqual(before);
  expect(threads).toHaveLength(2);
});
