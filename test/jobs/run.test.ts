import { PgBoss } from 'pg-boss';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Job, type Jobs, runJobs } from '../../src/jobs/run.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';

const { db, url } = await testDatabase();

/** At New Year's midnight only: what runs here is what a test puts into the queue. */
const RARELY = '0 0 1 1 *';
const PATIENCE = { timeout: 20_000, interval: 50 };

/** An instance that runs one job. */
async function instance(job: Job): Promise<Jobs> {
  const jobs = await runJobs(url, [job], makeLog('silent'));
  onTestFinished(() => jobs.stop());
  return jobs;
}

/** Puts a job into the queue, as its schedule does. */
async function due(name: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false });
  await boss.start();
  await boss.send(name);
  await boss.stop();
}

test('a job is scheduled once, in the time of Bangkok, and runs once among the instances', async () => {
  const runs: string[] = [];
  for (const name of ['one', 'two']) await instance({ name: 'count', cron: RARELY, run: async () => runs.push(name) });
  expect(await db.$queryRaw`SELECT name, cron, timezone FROM pgboss.schedule`).toEqual([
    { name: 'count', cron: RARELY, timezone: 'Asia/Bangkok' },
  ]);
  await due('count');
  await vi.waitFor(() => expect(runs).toHaveLength(1), PATIENCE);
  await due('count');
  await vi.waitFor(() => expect(runs).toHaveLength(2), PATIENCE);
  expect(await statesOf('count')).toEqual(['completed', 'completed']);
});

test('a job that fails does not keep the next one from running', async () => {
  let runs = 0;
  await instance({
    name: 'stumble',
    cron: RARELY,
    run: async () => {
      runs += 1;
      if (runs === 1) throw new Error('no luck');
    },
  });
  await due('stumble');
  await vi.waitFor(() => expect(runs).toBe(1), PATIENCE);
  await vi.waitFor(async () => expect(await statesOf('stumble')).not.toContain('active'), PATIENCE);
  await due('stumble');
  await vi.waitFor(() => expect(runs).toBeGreaterThan(1), PATIENCE);
});

test('a job in hand is told when its instance stops', async () => {
  let told = false;
  let began = false;
  const jobs = await instance({
    name: 'long',
    cron: RARELY,
    run: (signal) => {
      began = true;
      return new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => {
          told = true;
          resolve();
        }),
      );
    },
  });
  await due('long');
  await vi.waitFor(() => expect(began).toBe(true), PATIENCE);
  await jobs.stop();
  expect(told).toBe(true);
});

async function statesOf(name: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ state: string }[]>`SELECT state::text FROM pgboss.job WHERE name = ${name} ORDER BY created_on`;
  return rows.map(({ state }) => state);
}
