/** Waits for what a loop in the background will bring about. */
import { pause } from '../src/lib/clock.ts';

const LONGEST_MS = 15_000;

/** Looks every few milliseconds until the answer is true; throws when that takes too long. */
export async function until(isSo: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  const attempts = LONGEST_MS / 20;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await isSo()) return;
    await pause(20);
  }
  throw new Error(`waited in vain until ${what}`);
}
