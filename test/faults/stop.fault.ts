/** An instance is told to stop while everybody talks to it. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { stopwatch } from '../../src/lib/clock.ts';
import { startLine, startTeams } from './doubles.ts';
import { freshLedger } from './ledger.ts';
import { startLoad } from './load.ts';
import { judge } from './oracle.ts';
import { bodyOf, lineUser, postLine, said, signatureOf } from './platform.ts';
import { report } from './report.ts';
import { startService } from './service.ts';
import { until } from './until.ts';

/** What a sender sees when nobody listens any more: it goes to another instance, or comes again. */
const NOT_TAKEN: readonly unknown[] = ['ECONNREFUSED', 'ECONNRESET', 'socket hang up'];

describe.skipIf(!inject('doubles'))('an instance', () => {
  it('25: is told to stop (SIGTERM) under load', async () => {
    const [ledger, line, teams] = await Promise.all([
      freshLedger(),
      startLine(['--latency-ms', '300']),
      startTeams(['--latency-ms', '300']),
    ]);
    const options = { databaseUrl: ledger.url, lineUrl: line.url, teamsUrl: teams.url };
    const service = await startService(options);
    openAndSayNothing(service.url);
    const load = startLoad(service.url, teams.url);
    await load.goOn(150);
    const took = stopwatch();
    service.signal('SIGTERM');
    // Within 15 s, and not only because its patience with connections was over (14 s).
    expect(await service.end(12_000)).toBe(0);
    const tookMs = Math.round(took());
    await load.stop();

    const others = load.attempts.filter(({ status }) => status !== 200);
    expect(others.filter(({ status }) => !NOT_TAKEN.includes(status))).toEqual([]);
    const stored = new Set((await ledger.events()).map((event) => event.event_id));
    expect(others.filter(({ eventId }) => stored.has(eventId))).toEqual([]);
    const inHand = (
      await ledger.sql("SELECT FROM outbox_message WHERE status = 'sending' UNION ALL SELECT FROM inbox_event WHERE status = 'claimed'")
    ).length;
    expect(inHand).toBe(0);

    await startService(options);
    const verdict = await judge(ledger, load.acknowledged(), { line, teams });
    expect(verdict).toMatchObject({ answered: load.acknowledged().length, aside: 0, failed: 0, unknown: 0, broken: [] });
    report(25, verdict, { tookMs, acknowledged: load.acknowledged().length, notTaken: others.length });
  });

  it('25: and lets go of a connection with the answer that is in hand', async () => {
    const ledger = await freshLedger();
    const service = await startService({ databaseUrl: ledger.url, lineUrl: 'http://127.0.0.1:9' });
    const letGo = await ledger.hold('LOCK TABLE inbox_event IN SHARE ROW EXCLUSIVE MODE');
    const connection = connectionAfter(service.url, bodyOf([said(lineUser(1), 'เมนู')]));
    await ledger.frozen('INSERT INTO inbox_event');
    service.signal('SIGTERM');
    await until('nobody to listen any more', async () => (await postLine(service.url, [])) === 'ECONNREFUSED');
    await letGo();
    expect(await connection).toBe('close');
    expect(await service.end(12_000)).toBe(0);
  });
});

/** What the answer to a webhook says of the connection, which the sender would keep. */
function connectionAfter(url: string, body: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const sent = request(`${url}/webhooks/line`, { method: 'POST', agent, headers: { 'x-line-signature': signatureOf(body) } });
    sent.once('response', (response) => {
      response.resume();
      resolve(response.headers.connection);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** A connection on which no request ever comes, as browsers open them in advance. */
function openAndSayNothing(url: string): void {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
}
