/** What runs in the thread that engine.ts starts: its index is built before the first question. */
import { workerData } from 'piscina';
import { answer } from './answer.ts';
import type { Asking } from './engine.ts';
import { buildIndex } from './index.ts';
import type { Knowledge } from './knowledge.ts';
import { toVerdict, type Verdict } from './verdict.ts';

const index = buildIndex(workerData as Knowledge);

export default ({ question, context }: Asking): Verdict => toVerdict(answer(index, question, context));

/** A question waits at most for so many entries: about three milliseconds. */
const AT_ONCE = 5;
let prepared = 0;

/** Makes some more entries ready to be ranked, so that the first questions need not; true while there are others. */
export function prepare(): boolean {
  for (const end = prepared + AT_ONCE; prepared < end; prepared += 1) index.closely(prepared);
  return prepared < index.entries.length;
}
