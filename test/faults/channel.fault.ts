/** The channels refuse, fail, hang and lose answers. */
import { describe, expect, inject, it } from 'vitest';
import type { PassedRequest, Treatment } from '../fakes/http-proxy.ts';
import { between } from './between.ts';
import { startLine, startTeams } from './doubles.ts';
import { freshLedger } from './ledger.ts';
import { judge } from './oracle.ts';
import {
  type Activity,
  activity,
  type LineEvent,
  lineUser,
  postLine,
  postTeams,
  said,
  saidWithoutToken,
  teamsEventId,
} from './platform.ts';
import { report } from './report.ts';
import { type Service, startService } from './service.ts';
import { until } from './until.ts';

const people = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => lineUser(from + index));

describe.skipIf(!inject('doubles'))('a channel', () => {
  it('12: asks for patience (429), and the others go on', async () => {
    const { ledger, line, teams, service } = await house();
    await line.fault({ operation: 'replyMessage', status: 429, times: 2 });
    const before = Date.now();
    await teams.fault({ status: 429, retryAfter: 8 });
    const patient = [activity('u1', 'เมนู', teams.url), activity('u2', 'เมนู', teams.url)];
    await tellTeams(service, patient.slice(0, 1));
    await until('Teams to have been called', async () => (await teams.stats()).requests === 1);
    await tellTeams(service, patient.slice(1));
    const told = people(1, 20).map((user) => said(user, 'เมนู'));
    await tellLine(service, told);
    await until('LINE to go on', async () => (await line.log()).length === told.length);
    expect((await teams.stats()).requests).toBe(1);

    const verdict = await judge(ledger, [...told.map(lineId), ...patient.map(teamsId)], { line, teams });
    expect(verdict).toMatchObject({ answered: 22, failed: 0, unknown: 0, broken: [] });
    const [first] = await teams.log();
    expect((first?.at ?? 0) - before).toBeGreaterThanOrEqual(8_000);
    expect((await teams.stats()).requests).toBe((await teams.log()).length + 1);
    report(12, verdict, { teamsWaitedMs: (first?.at ?? 0) - before });
  });

  it('13: answers 500 and has accepted nothing', async () => {
    const { ledger, line, teams, service } = await house();
    await line.fault({ operation: 'replyMessage', status: 500, times: 2 }, { operation: 'pushMessage', status: 500, times: 2 });
    await teams.fault({ conversation: 'a:u1', status: 503, times: 2 }, { conversation: 'a:u2', status: 500, times: 1 });
    const told = [said(lineUser(1), 'เมนู'), saidWithoutToken(lineUser(2), 'เมนู')];
    const asked = [activity('u1', 'เมนู', teams.url), activity('u2', 'เมนู', teams.url)];
    await Promise.all([tellLine(service, told), tellTeams(service, asked)]);
    const verdict = await judge(ledger, [...told.map(lineId), ...asked.map(teamsId)], { line, teams });
    // A 500 of Teams leaves open whether it was accepted, and no key tells: it is not sent again.
    expect(verdict).toMatchObject({ answered: 4, failed: 0, unknown: 1, broken: [] });
    expect(await line.log()).toHaveLength(2);
    report(13, verdict);
  });

  it('14: accepts, and its answer is lost', async () => {
    const [ledger, line, teams] = await Promise.all([freshLedger(), startLine(), startTeams()]);
    const [lineNetwork, teamsNetwork] = await Promise.all([between(line.url), between(teams.url)]);
    const service = await startService({ databaseUrl: ledger.url, lineUrl: lineNetwork.url, teamsUrl: teamsNetwork.url });
    const ways: Treatment[] = [500, 'lose', 'hold'];
    const pushed = ways.map((_, index) => saidWithoutToken(lineUser(index + 1), 'เมนู'));
    const replied = ways.map((_, index) => said(lineUser(index + 11), 'เมนู'));
    const asked = ways.map((_, index) => activity(`u${index}`, 'เมนู', teamsNetwork.url));
    const keys = [people(1, 3), replied.map(({ replyToken }) => String(replyToken))];
    lineNetwork.treat(once((body) => keys.flatMap((list) => ways.filter((_, index) => body.includes(list[index] ?? '-')))[0]));
    teamsNetwork.treat(once((body) => ways.find((_, index) => body.includes(`"a:u${index}"`))));
    await Promise.all([tellLine(service, [...pushed, ...replied]), tellTeams(service, asked)]);

    const verdict = await judge(ledger, [...pushed, ...replied].map(lineId).concat(asked.map(teamsId)), { line, teams }, 60_000);
    expect(verdict).toMatchObject({ answered: 9, failed: 0, unknown: 6, broken: [] });
    expect(await line.log()).toHaveLength(6);
    const unknown = (await ledger.messages()).filter(({ status }) => status === 'unknown');
    expect(unknown.map(({ channel, reply_token }) => (channel === 'line' ? reply_token !== null : channel))).toEqual(
      expect.arrayContaining([true, 'teams']),
    );
    expect(await service.metric('taksa_outbox_unknown')).toBe(6);
    report(14, verdict, { lineRequests: lineNetwork.requests.length, teamsRequests: teamsNetwork.requests.length });
  });

  it('15: hangs: it is given up and left alone, and the webhooks do not notice', async () => {
    const { ledger, line, teams, service } = await house();
    await line.fault({ operation: 'replyMessage', times: 6, hangMs: 25_000 });
    const stuck = people(1, 6).map((user) => said(user, 'เมนู'));
    await tellLine(service, stuck);
    await until('LINE to be left alone', async () => (await service.metric('taksa_channel_paused')) === 1);
    const requests = (await line.stats()).requests;
    const meanwhile = people(11, 10).map((user) => said(user, 'เมนู'));
    const elsewhere = [activity('u1', 'เมนู', teams.url)];
    await Promise.all([tellLine(service, meanwhile), tellTeams(service, elsewhere)]);
    await until('Teams to go on', async () => (await teams.log()).length > 0);
    expect((await line.stats()).requests).toBe(requests);
    expect(service.said()).toContain('it does not answer');

    // What hung comes through in the end, and finds its reply tokens used.
    await until('the hung requests to end', async () => (await line.stats()).refused.length >= 6, 40_000);
    const verdict = await judge(ledger, [...stuck, ...meanwhile].map(lineId).concat(elsewhere.map(teamsId)), { line, teams });
    expect(verdict).toMatchObject({ answered: 17, failed: 0, unknown: 0, broken: [] });
    report(15, verdict, { lineRequests: (await line.stats()).requests });
  });

  it('16: does not accept our token any more', async () => {
    const { ledger, line, teams, service } = await house();
    await line.fault({ operation: 'replyMessage', status: 401, times: 1 });
    const told = people(1, 5).map((user) => said(user, 'เมนู'));
    const asked = [activity('u1', 'เมนู', teams.url)];
    await tellLine(service, told.slice(0, 1));
    await until('LINE to be paused', async () => (await service.metric('taksa_channel_paused')) === 1);
    await Promise.all([tellLine(service, told.slice(1)), tellTeams(service, asked)]);
    await until('Teams to go on', async () => (await teams.log()).length > 0);
    const forLine = async () => (await ledger.messages()).filter(({ channel }) => channel === 'line');
    await until('everybody’s answer to be in the outbox', async () => (await forLine()).length === told.length);
    expect((await line.stats()).requests).toBe(1);
    expect(service.said()).toMatch(/"level":50.*"reason":"unauthorized".*channel paused/);
    expect((await forLine()).map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(told.map(() => 'waiting 0'));

    // The minute goes by.
    await ledger.sql('UPDATE channel_gate SET paused_until = now()');
    await ledger.sql("UPDATE outbox_message SET next_attempt_at = now() WHERE status = 'waiting'");
    const verdict = await judge(ledger, [...told.map(lineId), ...asked.map(teamsId)], { line, teams });
    expect(verdict).toMatchObject({ answered: 6, failed: 0, unknown: 0, broken: [] });
    report(16, verdict);
  });
});

/** Everything in its place: an instance, LINE, Teams, and the database. */
async function house() {
  const [ledger, line, teams] = await Promise.all([freshLedger(), startLine(), startTeams()]);
  return { ledger, line, teams, service: await startService({ databaseUrl: ledger.url, lineUrl: line.url, teamsUrl: teams.url }) };
}

/** Treats the first request of each kind as told and passes the rest. */
function once(treatmentOf: (body: string) => Treatment | undefined): (request: PassedRequest) => Treatment {
  const seen = new Set<Treatment | string>();
  return ({ path, body }) => {
    const treatment = treatmentOf(body);
    const kind = `${path} ${String(treatment)}`;
    if (treatment === undefined || seen.has(kind)) return 'pass';
    seen.add(kind);
    return treatment;
  };
}

async function tellLine(service: Service, events: LineEvent[]): Promise<void> {
  expect(new Set(await Promise.all(events.map((event) => postLine(service.url, [event]))))).toEqual(new Set([200]));
}

async function tellTeams(service: Service, activities: Activity[]): Promise<void> {
  expect(new Set(await Promise.all(activities.map((one) => postTeams(service.url, one))))).toEqual(new Set([200]));
}

const lineId = ({ webhookEventId }: LineEvent) => ({ channel: 'line' as 'line' | 'teams', eventId: webhookEventId });
const teamsId = (one: Activity) => ({ channel: 'teams' as const, eventId: teamsEventId(one) });
