import { pause, stopwatch } from '../lib/clock.ts';
import { isTransient } from './client.ts';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;

/**
 * Takes a step again while the database is at fault, for `withinMs` after the first try at most; then its error stands.
 * Only for steps that have no second effect: of one whose answer was lost, it is not known whether it was carried out.
 */
export async function insist<Value>(step: () => Promise<Value>, withinMs: number): Promise<Value> {
  const took = stopwatch();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    try {
      return await step();
    } catch (error) {
      if (!isTransient(error) || took() + waitMs > withinMs) throw error;
      await pause(waitMs);
    }
  }
}
