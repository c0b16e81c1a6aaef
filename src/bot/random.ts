/** Chance that can be repeated: thinking an event again draws the same numbers. */
import { createHash } from 'node:crypto';

/** A generator of numbers from 0 up to 1, the same for the same seed: each draw hashes the seed and a count. */
export function seeded(seed: string): () => number {
  let draws = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}:${draws}`).digest();
    draws += 1;
    return digest.readUIntBE(0, 6) / 2 ** 48;
  };
}
