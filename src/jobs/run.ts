/**
 * What runs when: pg-boss keeps the schedules in the database, so several instances run each job once. Every job is
 * safe to run twice.
 */
import { PgBoss } from 'pg-boss';
import { ZONE } from '../lib/bangkok.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

export interface Job {
  /** Lower-case words with hyphens. */
  name: string;
  /** Five fields, in Asia/Bangkok. */
  cron: string;
  run: (signal: AbortSignal) => Promise<unknown>;
}

export interface Jobs {
  /** Ends the job in hand and stops scheduling. */
  stop(): Promise<void>;
}

/** How often a worker looks for work, in seconds. */
const POLL_SECONDS = 2;
/** Connections that the scheduler may hold. */
const POOL = 2;

/** Starts the scheduler and the workers of this instance. */
export async function runJobs(databaseUrl: string, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: POOL, application_name: 'taksa-jobs' });
  boss.on('error', (error) => log.warn({ reason: reasonOf(error) }, 'the scheduler lost the database'));
  await boss.start();
  const stopping = new AbortController();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'exclusive' });
    await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, () => runOne(job, stopping.signal, log));
    await boss.schedule(job.name, job.cron, null, { tz: ZONE });
  }
  return {
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

async function runOne(job: Job, signal: AbortSignal, log: Log): Promise<void> {
  try {
    const done = await job.run(signal);
    log.debug({ job: job.name, done }, 'job done');
  } catch (error) {
    log.error({ err: error, job: job.name }, 'job failed');
    throw error;
  }
}
