/** What runs in the thread that engine.ts starts: its index is built before the first question. */
import { workerData } from 'piscina';
import { answer } from './answer.ts';
import type { Asking } from './engine.ts';
import { buildIndex } from './index.ts';
import type { Knowledge } from './knowledge.ts';
import { toVerdict, type Verdict } from './verdict.ts';

const index = buildIndex(workerData as Knowledge);

export default ({ question, context }: Asking): Verdict => toVerdict(answer(index, question, context));
