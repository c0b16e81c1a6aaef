import { defineConfig } from 'vitest/config';

/**
 * The fault matrix: real processes are killed, starved and cut off. `npm run test:faults`. One file at a time, for the
 * cases want the machine to themselves; a wait that lasts minutes is a failed case.
 */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.fault.ts'],
    globalSetup: ['test/database-server.ts', 'test/faults/prepare.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['verbose'],
  },
});
