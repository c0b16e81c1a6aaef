/** Two instances keep one schedule. */
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runJobs } from '../../src/jobs/run.ts';
import { pause } from '../../src/lib/clock.ts';
import { makeLog } from '../../src/lib/log.ts';
import { freshLedger } from './ledger.ts';
import { report } from './report.ts';
import { until } from './until.ts';

const MINUTE_MS = 60_000;
/** A minute's job is sent within half a minute and taken up within seconds. */
const PATIENCE_MS = 3 * MINUTE_MS;

it('28: two schedulers, one run a minute', { timeout: PATIENCE_MS + 2 * MINUTE_MS }, async () => {
  const ledger = await freshLedger();
  let runs = 0;
  for (let instance = 1; instance <= 2; instance += 1) {
    const jobs = await runJobs(ledger.url, [{ name: 'tick', cron: '* * * * *', run: async () => (runs += 1) }], makeLog('silent'));
    onTestFinished(() => jobs.stop());
  }
  await until('two runs', () => runs >= 2, PATIENCE_MS);
  // What the other scheduler may have sent for the same minute would run by now.
  await pause(10_000);
  const states = z.array(z.object({ state: z.string() })).parse(await ledger.sql("SELECT state::text FROM pgboss.job WHERE name = 'tick'"));
  // The scheduler keeps the minute for which it sent each.
  const sent = z
    .array(z.object({ minute: z.string() }))
    .parse(await ledger.sql("SELECT singleton_on::text AS minute FROM pgboss.job WHERE singleton_key LIKE 'tick%'"));
  const minutes = new Set(sent.map(({ minute }) => minute));
  expect(states).toEqual(Array.from(minutes, () => ({ state: 'completed' })));
  expect(runs).toBe(minutes.size);
  report(28, {}, { runs, minutes: minutes.size });
});
