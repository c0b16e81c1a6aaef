/** A process is killed at the worst moments of a message's way. */
import { describe, expect, inject, it } from 'vitest';
import { pause, stopwatch } from '../../src/lib/clock.ts';
import type { HttpProxy } from '../fakes/http-proxy.ts';
import { between, betweenDatabase } from './between.ts';
import { startLine, startTeams } from './doubles.ts';
import { freshLedger } from './ledger.ts';
import { judge } from './oracle.ts';
import { activity, again, lineUser, postLine, postTeams, said, saidWithoutToken, teamsEventId } from './platform.ts';
import { report } from './report.ts';
import { startService } from './service.ts';
import { until } from './until.ts';

const STORE = 'INSERT INTO inbox_event';
const USER = lineUser(1);

describe.skipIf(!inject('doubles'))('a process is killed', () => {
  it('1: after reading the body, before the commit', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const proxy = await betweenDatabase(ledger.url);
    const events = [said(USER, 'เมนู'), said(lineUser(2), 'เมนู'), said(lineUser(3), 'เมนู')];
    const service = await startService({ databaseUrl: proxy.through(ledger.url), lineUrl: line.url });
    proxy.withholdStatement(STORE);
    const posted = postLine(service.url, events);
    await until('the statement to be withheld', () => proxy.caught() > 0);
    await service.kill9();
    expect(await posted).not.toBe(200);
    expect(await ledger.events()).toEqual([]);
    await proxy.close();

    const next = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    expect(await postLine(next.url, events.map(again))).toBe(200);
    const verdict = await judge(ledger, events.map(toLine), { line });
    expect(verdict).toMatchObject({ answered: 3, aside: 0, unknown: 0, broken: [] });
    report(1, verdict);
  });

  it('1: while the server works on the statement, all or nothing is stored', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const events = [said(USER, 'เมนู'), said(lineUser(2), 'เมนู'), said(lineUser(3), 'เมนู')];
    const service = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    const letGo = await ledger.hold('LOCK TABLE inbox_event IN SHARE ROW EXCLUSIVE MODE');
    const posted = postLine(service.url, events);
    await ledger.frozen(STORE);
    await service.kill9();
    expect(await posted).not.toBe(200);
    await letGo();

    const next = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    expect([0, 3]).toContain((await ledger.events()).length);
    expect(await postLine(next.url, events.map(again))).toBe(200);
    const verdict = await judge(ledger, events.map(toLine), { line });
    expect(verdict).toMatchObject({ answered: 3, aside: 0, unknown: 0, broken: [] });
    report(1, verdict);
  });

  it('2: after the commit, before the 200', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const proxy = await betweenDatabase(ledger.url);
    const event = said(USER, 'เมนู');
    const service = await startService({ databaseUrl: proxy.through(ledger.url), lineUrl: line.url });
    proxy.withholdAnswer(STORE);
    const posted = postLine(service.url, [event]);
    await until('the event to be committed', async () => (await ledger.events()).length === 1);
    await service.kill9();
    expect(await posted).not.toBe(200);
    await proxy.close();

    const next = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    expect(await postLine(next.url, [again(event)])).toBe(200);
    const verdict = await judge(ledger, [toLine(event)], { line });
    expect(verdict).toMatchObject({ answered: 1, recorded: 0, aside: 0, broken: [] });
    expect(verdict.shown).toBe(verdict.sent);
    report(2, verdict);
  });

  it('3: in the middle of a turn, another instance takes it up', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const options = { databaseUrl: ledger.url, lineUrl: line.url };
    const first = await startService(options);
    const hello = said(USER, 'เมนู');
    expect(await postLine(first.url, [hello])).toBe(200);
    await ledger.settled();
    const letGo = await ledger.hold('SELECT FROM session FOR UPDATE');
    const event = said(USER, 'DCIO มีหน้าที่อะไร');
    expect(await postLine(first.url, [event])).toBe(200);
    await ledger.frozen('UPDATE session');
    await first.kill9();
    const since = stopwatch();
    // What the server still does for the dead process must not count as its having finished the turn.
    await ledger.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    await letGo();
    const second = await startService(options);
    await ledger.settled(30_000 - since());
    const tookMs = Math.round(since());
    const verdict = await judge(ledger, [hello, event].map(toLine), { line });
    expect(verdict).toMatchObject({ answered: 2, aside: 0, unknown: 0, broken: [] });
    expect(second.hasEnded()).toBe(false);
    report(3, verdict, { tookMs });
  });

  it('4: after LINE accepted a push, before that is marked', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const network = await between(line.url);
    const options = { databaseUrl: ledger.url, lineUrl: network.url };
    const first = await startService(options);
    network.treat(({ path }) => (path.endsWith('/push') ? 'hold' : 'pass'));
    const event = saidWithoutToken(USER, 'เมนู');
    expect(await postLine(first.url, [event])).toBe(200);
    await until('LINE to have accepted it', async () => (await line.log()).length === 1);
    await first.kill9();
    network.treat(() => 'pass');
    await startService(options);
    const verdict = await judge(ledger, [toLine(event)], { line });
    expect(verdict).toMatchObject({ answered: 1, unknown: 0, failed: 0, broken: [] });
    expect(verdict.shown).toBe(verdict.sent);
    const pushes = pushesOf(network);
    expect(pushes.slice(0, 2).map(({ status }) => status)).toEqual([200, 409]);
    expect(new Set(pushes.slice(0, 2).map(({ retryKey, body }) => `${retryKey} ${body}`)).size).toBe(1);
    report(4, verdict, { answers: pushes.map(({ status }) => status) });
  });

  it('5: after Teams accepted an activity, before that is marked', async () => {
    const [ledger, teams] = await Promise.all([freshLedger(), startTeams()]);
    const network = await between(teams.url);
    const options = { databaseUrl: ledger.url, teamsUrl: network.url };
    const first = await startService(options);
    network.treat(() => 'hold');
    const one = activity('u1', 'เมนู', network.url);
    expect(await postTeams(first.url, one)).toBe(200);
    await until('Teams to have accepted it', async () => (await teams.log()).length === 1);
    await first.kill9();
    network.treat(() => 'pass');
    const second = await startService(options);
    const verdict = await judge(ledger, [{ channel: 'teams', eventId: teamsEventId(one) }], { teams });
    expect(verdict).toMatchObject({ answered: 1, unknown: 1, broken: [] });
    expect(await second.metric('taksa_outbox_unknown')).toBe(1);
    await pause(3_000);
    expect(wordsIn(network.requests[0]?.body)).not.toBe('');
    expect(network.requests.filter(({ body }) => wordsIn(body) === wordsIn(network.requests[0]?.body))).toHaveLength(1);
    report(5, verdict);
  });
});

const toLine = ({ webhookEventId }: { webhookEventId: string }) => ({ channel: 'line', eventId: webhookEventId }) as const;

const pushesOf = (network: HttpProxy) => network.requests.filter(({ path }) => path.endsWith('/push'));

const wordsIn = (body = '{}'): string => JSON.stringify(JSON.parse(body).summary ?? JSON.parse(body).text ?? '');
