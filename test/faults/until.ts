/** Bounded waiting: every wait of the suite says what it waits for and for how long at most. */
import { pause, stopwatch } from '../../src/lib/clock.ts';

const LOOK_EVERY_MS = 40;

/** Asks until the answer is truthy and returns it; throws after `withinMs`, naming what never came. Faults of a single look do not matter. */
export async function until<Value>(what: string, look: () => Promise<Value> | Value, withinMs = 20_000): Promise<NonNullable<Value>> {
  const took = stopwatch();
  for (let fault: unknown; ; ) {
    try {
      const value = await look();
      if (value) return value;
    } catch (error) {
      fault = error;
    }
    if (took() > withinMs) throw new Error(`waited ${Math.round(took())} ms in vain: ${what}`, { cause: fault });
    await pause(LOOK_EVERY_MS);
  }
}
