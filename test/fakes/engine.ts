/** The engine without its thread, for tests that ask little and often start anew. */
import { answer } from '../../src/ask/answer.ts';
import type { StartEngine } from '../../src/ask/engine.ts';
import { buildIndex } from '../../src/ask/index.ts';
import { toVerdict } from '../../src/ask/verdict.ts';

export const engineHere: StartEngine = async (knowledge) => {
  const index = buildIndex(knowledge);
  return { answer: async ({ question, context }) => toVerdict(answer(index, question, context)), stop: async () => undefined };
};
