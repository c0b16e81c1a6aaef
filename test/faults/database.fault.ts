/** PostgreSQL goes away under load. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { pause, stopwatch } from '../../src/lib/clock.ts';
import { betweenDatabase } from './between.ts';
import { startLine, startTeams } from './doubles.ts';
import { freshLedger, type Ledger, ledgerOf } from './ledger.ts';
import { type Attempted, startLoad } from './load.ts';
import { judge } from './oracle.ts';
import { report } from './report.ts';
import { startService } from './service.ts';
import { until } from './until.ts';

describe.skipIf(!inject('doubles'))('PostgreSQL', () => {
  it('7: is restarted (immediate) under load', async () => {
    const server = await ownServer();
    const ledger = ledgerOf(server.url);
    const [line, teams] = await Promise.all([startLine(), startTeams()]);
    const service = await startService({ databaseUrl: server.url, lineUrl: line.url, teamsUrl: teams.url });
    const load = startLoad(service.url, teams.url);
    await load.goOn(150);
    await server.crash();
    await until('requests to be refused', () => load.attempts.some(({ status }) => status === 503));
    await pause(1_000);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    await server.start();
    const back = stopwatch();
    await load.goOn(1, 10_000);
    const tookMs = Math.round(back());
    await load.goOn(150);
    await load.stop();
    expect(service.hasEnded()).toBe(false);

    const verdict = await judge(ledger, load.acknowledged(), { line, teams }, 60_000);
    expect(new Set(load.attempts.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(await stored(ledger, load.acknowledged())).toBe(load.acknowledged().length);
    expect(verdict).toMatchObject({ answered: await rows(ledger), aside: 0, broken: [] });
    report(7, verdict, {
      requests: load.attempts.length,
      acknowledged: load.acknowledged().length,
      refused: refused(load.attempts),
      backAfterMs: tookMs,
    });
  });

  it('8: does not answer any more, without a word', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const network = await betweenDatabase(ledger.url);
    const service = await startService({ databaseUrl: network.through(ledger.url), lineUrl: line.url });
    const load = startLoad(service.url);
    await load.goOn(50);
    network.goSilent();
    await until('requests to be refused', () => load.attempts.some(({ status }) => status === 503));
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    network.passAgain();
    const back = stopwatch();
    await load.goOn(50, 20_000);
    const tookMs = Math.round(back());
    await load.stop();
    const verdict = await judge(ledger, load.acknowledged(), { line });
    expect(new Set(load.attempts.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(verdict).toMatchObject({ aside: 0, failed: 0, broken: [] });
    report(8, verdict, { requests: load.attempts.length, acknowledged: load.acknowledged().length, backAfterMs: tookMs });
  });

  it('9: random sessions of the service are terminated', async () => {
    const [ledger, line, teams] = await Promise.all([freshLedger(), startLine(), startTeams()]);
    const service = await startService({ databaseUrl: ledger.url, lineUrl: line.url, teamsUrl: teams.url });
    const load = startLoad(service.url, teams.url);
    await load.goOn(50);
    let terminated = 0;
    for (const took = stopwatch(); took() < 5_000; await pause(40)) terminated += (await ledger.sql(TERMINATE_ONE)).length;
    await load.goOn(50);
    await load.stop();
    expect(terminated).toBeGreaterThan(50);
    expect(load.attempts.filter(({ status }) => status !== 200)).toEqual([]);
    const verdict = await judge(ledger, load.acknowledged(), { line, teams });
    expect(verdict).toMatchObject({ answered: load.acknowledged().length, aside: 0, failed: 0, unknown: 0, broken: [] });
    report(9, verdict, { terminated, acknowledged: load.acknowledged().length });
  });
});

/** One of the service's sessions, at random; one that is at work if there is any. */
const TERMINATE_ONE = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> 'oracle' AND backend_type = 'client backend'
  ORDER BY (state = 'idle'), random() LIMIT 1`;

const refused = (attempts: readonly Attempted[]): number => attempts.filter(({ status }) => status !== 200).length;

const rows = async (ledger: Ledger): Promise<number> => (await ledger.events()).length;

async function stored(ledger: Ledger, acknowledged: Attempted[]): Promise<number> {
  const ids = new Set(acknowledged.map(({ eventId }) => eventId));
  return (await ledger.events()).filter((event) => ids.has(event.event_id)).length;
}

/** A durable server of the case's own, on one port whatever happens to it. */
async function ownServer() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-fault-'));
  fs.chmodSync(dir, 0o755);
  let server = await startEmbedded({ dir: path.join(dir, 'postgres') });
  const url = server.url('postgres');
  await migrate(url, path.resolve('prisma/migrations'));
  onTestFinished(async () => {
    process.kill(server.pid, 'SIGQUIT');
    await until('the server to end', () => !isAlive(server.pid));
    fs.rmSync(dir, { recursive: true, force: true });
  });
  return {
    url,
    /** An immediate shutdown: nothing is finished, nothing is written. */
    async crash() {
      process.kill(server.pid, 'SIGQUIT');
      await until('the server to end', () => !isAlive(server.pid));
    },
    async start() {
      server = await startEmbedded({ dir: path.join(dir, 'postgres'), port: Number(new URL(url).port) });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
