/** Where questions are answered: in a thread of its own, so that neither a question nor a new index makes anybody else wait. */
import { Piscina } from 'piscina';
import type { AskContext } from './answer.ts';
import type { Knowledge } from './knowledge.ts';
import type { Verdict } from './verdict.ts';

export interface Asking {
  question: string;
  context: AskContext;
}

export interface Engine {
  answer(asking: Asking): Promise<Verdict>;
  /** Ends when the questions in hand are answered. */
  stop(): Promise<void>;
}

/** Makes one over a knowledge; its index is built when it resolves. */
export type StartEngine = (knowledge: Knowledge) => Promise<Engine>;

/** Questions that may be on their way to the thread at once; the others wait on this side. */
const AT_ONCE = 64;
const NOTHING: Asking = { question: '', context: {} };

/** Starts a thread. One that dies is replaced, and its questions fail. */
export const startEngineThread: StartEngine = async (knowledge) => {
  const thread = new Piscina({
    filename: new URL('./engine-thread.ts', import.meta.url).href,
    workerData: knowledge,
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: AT_ONCE,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  // A thread that dies with nothing in hand is replaced as well; where that fails, the next question says so.
  thread.on('error', () => {});
  try {
    await thread.run(NOTHING);
  } catch (error) {
    await thread.destroy();
    throw error;
  }
  // Where it fails, entries are made ready by the questions that come to them.
  prepare(thread).catch(() => {});
  return { answer: (asking): Promise<Verdict> => thread.run(asking), stop: () => thread.close() };
};

/** Makes entries ready to be ranked, a few between one question and the next. */
async function prepare(thread: Piscina): Promise<void> {
  let others = true;
  while (others) others = await thread.run(undefined, { name: 'prepare' });
}
