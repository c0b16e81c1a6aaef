/** Announcements to many, by processes that die, to addresses that refuse, beyond a quota. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { pause, stopwatch } from '../../src/lib/clock.ts';
import { between } from './between.ts';
import { type Child, startNode } from './child.ts';
import { type LineEntry, startLine, startTeams } from './doubles.ts';
import { freshLedger, type Ledger } from './ledger.ts';
import { judge } from './oracle.ts';
import { lineUser } from './platform.ts';
import { report } from './report.ts';
import { type ServiceOptions, settings } from './service.ts';
import { until } from './until.ts';

const DONE = 0;
const PAUSED = 130;

describe.skipIf(!inject('doubles'))('a broadcast', () => {
  it('6: is done by processes that are killed every 1.5 s', async () => {
    const PEOPLE = 10_000;
    const bad = [17, 4_321, 9_999].map(lineUser);
    const [ledger, line] = await Promise.all([freshLedger(), startLine(['--latency-ms', '150'])]);
    const network = await between(line.url);
    network.treat(({ body }) =>
      bad.some((user) => body.includes(user)) ? { refuse: 400, body: { message: "The property, 'to', is invalid" } } : 'pass',
    );
    await seedLine(ledger, PEOPLE);
    const options = { databaseUrl: ledger.url, lineUrl: network.url };

    let sender = send(options, 'channel=line');
    let kills = 0;
    const took = stopwatch();
    const { id } = await until('the broadcast to begin', async () => (await broadcasts(ledger))[0]);
    while (took() < 60_000) {
      const ended = await endsWithin(sender, 1_500);
      if (ended) break;
      await sender.kill9();
      kills += 1;
      sender = goOn(options, id);
      await until('the broadcast to go on', () => sender.said().includes(id) || sender.hasEnded());
    }
    expect(await sender.end()).toBe(DONE);
    expect(kills).toBeGreaterThan(3);

    const verdict = await judge(ledger, [], { line });
    expect(verdict.broken).toEqual([]);
    expect(reached(await line.log())).toEqual({ people: PEOPLE - bad.length, most: 1 });
    expect(await fates(ledger)).toEqual({ sent: PEOPLE - bad.length, failed: bad.length });
    report(6, verdict, {
      kills,
      seconds: Math.round(took() / 1000),
      requests: network.requests.length,
      again: network.requests.filter(({ status }) => status === 409).length,
    });
  });

  it('17: reaches everybody but the one who is refused', async () => {
    const bad = lineUser(700);
    const [ledger, line, teams] = await Promise.all([freshLedger(), startLine(), startTeams()]);
    const network = await between(line.url);
    network.treat(({ body }) => (body.includes(bad) ? { refuse: 400, body: { message: "The property, 'to[199]', is invalid" } } : 'pass'));
    await teams.fault({ conversation: 'a:u3', status: 403, code: 'MessageWritesBlocked', times: 5 });
    await seedLine(ledger, 1_000);
    await seedTeams(ledger, 20, teams.url);
    const sender = send({ databaseUrl: ledger.url, lineUrl: network.url, teamsUrl: teams.url }, 'channel=line,teams');
    expect(await sender.end(60_000)).toBe(DONE);

    const verdict = await judge(ledger, [], { line, teams });
    expect(verdict).toMatchObject({ unknown: 0, broken: [] });
    expect(reached(await line.log())).toEqual({ people: 999, most: 1 });
    expect(new Set((await teams.log()).map(({ conversation }) => conversation)).size).toBe(19);
    expect(await fates(ledger)).toEqual({ sent: 999 + 19, failed: 2 });
    expect(
      await ledger.sql("SELECT r.address FROM recipient r JOIN outbox_message o USING (cause) WHERE o.status = 'failed' ORDER BY 1"),
    ).toEqual([{ address: bad }, { address: 'aad-u3' }]);
    expect(await ledger.sql("SELECT address FROM identity WHERE status = 'gone'")).toEqual([{ address: 'aad-u3' }]);
    report(17, verdict, { lineRequests: network.requests.length });
  });

  it('18: comes upon the monthly quota, and goes on with the rest alone', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine(['--quota', '1200'])]);
    await seedLine(ledger, 2_000);
    const options = { databaseUrl: ledger.url, lineUrl: line.url };
    expect(await send(options, 'channel=line').end(60_000)).toBe(PAUSED);
    const [broadcast] = await broadcasts(ledger);
    expect(broadcast).toMatchObject({ status: 'paused', reason: 'quota' });
    const before = await line.log();
    expect(reached(before)).toEqual({ people: 1_000, most: 1 });
    expect((await fates(ledger)).sent).toBe(1_000);
    expect(await goOn(options, broadcast?.id ?? '').end(60_000)).toBe(PAUSED);
    expect(await line.log()).toHaveLength(before.length);

    await line.kill9();
    const nextMonth = await startLine([], Number(new URL(line.url).port));
    expect(await goOn(options, broadcast?.id ?? '').end(60_000)).toBe(DONE);
    const log = [...before, ...(await nextMonth.log())];
    const verdict = await judge(ledger, [], { line: { log: async () => log } });
    expect(verdict).toMatchObject({ failed: 0, unknown: 0, broken: [] });
    expect(reached(log)).toEqual({ people: 2_000, most: 1 });
    expect(await fates(ledger)).toEqual({ sent: 2_000 });
    report(18, verdict, { beforeQuota: 1_000, afterwards: reached(await nextMonth.log()).people });
  });
});

/** Starts the command as an operator would, with a message of its own. */
function send(options: ServiceOptions, audience: string): Child {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-fault-'));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'message.txt');
  fs.writeFileSync(file, 'ประกาศ: ขอเชิญทำแบบทดสอบทักษะดิจิทัล');
  return startNode('src/broadcast/cli.ts', ['--message', file, '--audience', audience, '--yes'], settings(options));
}

const goOn = (options: ServiceOptions, id: string): Child => startNode('src/broadcast/cli.ts', ['--continue', id], settings(options));

async function endsWithin(child: Child, ms: number): Promise<boolean> {
  for (const took = stopwatch(); took() < ms && !child.hasEnded(); ) await pause(20);
  return child.hasEnded();
}

const broadcastSchema = z.array(z.object({ id: z.string(), status: z.string(), reason: z.string().nullable() }));
const broadcasts = async (ledger: Ledger) => broadcastSchema.parse(await ledger.sql('SELECT id, status, reason FROM broadcast'));

const fateSchema = z.array(z.object({ status: z.string(), people: z.number() }));

/** How many recipients met which fate. */
async function fates(ledger: Ledger): Promise<Record<string, number>> {
  const rows = fateSchema.parse(
    await ledger.sql('SELECT o.status, count(*)::int AS people FROM recipient r JOIN outbox_message o USING (cause) GROUP BY 1'),
  );
  return Object.fromEntries(rows.map(({ status, people }) => [status, people]));
}

/** How many people saw something, and how often the one who saw most. */
function reached(log: LineEntry[]): { people: number; most: number } {
  const times = new Map<string, number>();
  for (const user of log.flatMap(({ to }) => to)) times.set(user, (times.get(user) ?? 0) + 1);
  return { people: times.size, most: Math.max(0, ...times.values()) };
}

const seedLine = (ledger: Ledger, people: number) => seed(ledger, people, "'line', 'U' || lpad(to_hex(n), 32, '0'), NULL::jsonb");

const seedTeams = (ledger: Ledger, people: number, serviceUrl: string) =>
  seed(
    ledger,
    people,
    `'teams', 'aad-u' || n, jsonb_build_object('serviceUrl', '${serviceUrl}', 'conversationId', 'a:u' || n, 'channelId', 'msteams', 'botId', '28:bot')`,
  );

/** Makes people who have been here before; `place` is channel, address and reference of the n-th. */
async function seed(ledger: Ledger, people: number, place: string): Promise<void> {
  await ledger.sql(
    `WITH people AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $1::int) n),
      persons AS (INSERT INTO person (id) SELECT id FROM people),
      profiles AS (INSERT INTO profile (person_id) SELECT id FROM people),
      sessions AS (INSERT INTO session (person_id) SELECT id FROM people)
    INSERT INTO identity (id, person_id, channel, address, reference)
    SELECT gen_random_uuid(), id, channel::channel_name, address, reference FROM people, LATERAL (SELECT ${place}) AS place(channel, address, reference)`,
    [people],
  );
}
