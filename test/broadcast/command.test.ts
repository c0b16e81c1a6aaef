import { beforeEach, describe, expect, test } from 'vitest';
import { type CommandParts, carryOut, EXIT, type ReadyTask } from '../../src/broadcast/command.ts';
import { lineView } from '../../src/broadcast/progress-view.ts';
import { broadcastStore } from '../../src/broadcast/store.ts';
import { sayIn } from '../../src/broadcast/words.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';
import { until } from '../until.ts';
import { makePeople } from './people.ts';
import { type RecordingChannel, recordingChannel } from './recording-channel.ts';

const { db } = await testDatabase();
const message = { text: 'ประกาศ' };
const say = sayIn('en');

interface Desk {
  parts: CommandParts;
  line: RecordingChannel;
  teams: RecordingChannel;
  printed: string[];
  stop: AbortController;
}

/** A command line with LINE (pages of 20) and Teams (one by one) set up. */
function desk(confirm?: (question: string) => Promise<boolean>): Desk {
  const [line, teams] = [recordingChannel('line', 20), recordingChannel('teams', 1)];
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const stop = new AbortController();
  const view = { ...lineView(say, print), everyMs: 20 };
  const channels = new Map([line, teams].map((channel) => [channel.name, channel]));
  return {
    parts: { db, channels, log: makeLog('silent'), say, print, complain: print, view, signal: stop.signal, ...(confirm && { confirm }) },
    line,
    teams,
    printed,
    stop,
  };
}

const sendTask = (audience: string, how: { yes?: boolean; dryRun?: boolean } = { yes: true }): ReadyTask => ({
  type: 'send',
  file: '',
  audience,
  yes: false,
  dryRun: false,
  message,
  ...how,
});

const once = (addresses: string[]) => new Map(addresses.map((address) => [address, 1]));
const names = (channel: string, from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${channel}-${from + index}`);

beforeEach(async () => {
  await db.broadcast.deleteMany();
  await db.outboxMessage.deleteMany();
  await db.person.deleteMany();
  await db.channelGate.deleteMany();
});

describe('before anything is sent', () => {
  test('the audience is counted by channel and in all, with what LINE charges, and a trial stores nothing', async () => {
    await makePeople(db, 3, ['line', 'teams']);
    await makePeople(db, 2, ['teams'], 'management', 3);
    const { parts, printed } = desk();
    expect(await carryOut(parts, sendTask('group=management', { dryRun: true }))).toBe(EXIT.done);
    expect(printed.join('\n')).toMatch(/LINE +3 people\n +Teams +2 people\n +in all +5 people\nLINE counts 3 messages/);
    expect(await db.broadcast.count()).toBe(0);
  });

  test.each([
    ['nobody can be asked', undefined, 'add --yes'],
    ['the answer is no', async () => false, 'Not sent'],
  ])('nothing is stored where %s', async (_, confirm, said) => {
    await makePeople(db, 1, ['line']);
    const { parts, printed } = desk(confirm);
    expect(await carryOut(parts, sendTask('', {}))).toBe(EXIT.declined);
    expect(printed.at(-1)).toContain(said);
    expect(await db.broadcast.count()).toBe(0);
  });

  test('a yes sends', async () => {
    await makePeople(db, 1, ['line']);
    const { parts, line } = desk(async (question) => question.includes('1 people'));
    expect(await carryOut(parts, sendTask('', {}))).toBe(EXIT.done);
    expect(line.reached()).toEqual(once(['line-0']));
  });

  test.each([
    ['channel=web', 'web is not set up'],
    ['group=boss', 'audience is not right'],
    ['group=service', 'nobody fits'],
  ])('the audience "%s" is refused', async (audience, said) => {
    await makePeople(db, 1, ['line']);
    const { parts, printed } = desk();
    expect(await carryOut(parts, sendTask(audience))).toBe(EXIT.declined);
    expect(printed.at(-1)).toContain(said);
  });
});

describe('sending', () => {
  test('reaches each person once, on the first channel they have', async () => {
    await makePeople(db, 30, ['line', 'teams']);
    await makePeople(db, 15, ['teams'], 'management', 30);
    const { parts, line, teams, printed } = desk();
    expect(await carryOut(parts, sendTask('group=management'))).toBe(EXIT.done);
    expect(line.reached()).toEqual(once(names('line', 0, 30)));
    expect(teams.reached()).toEqual(once(names('teams', 30, 45)));
    expect(printed).toContain('45 people · sent 45 · failed 0 · unknown 0 · not sent 0');
  });

  test('counts what was refused and what is not known exactly', async () => {
    await makePeople(db, 10, ['teams']);
    const { parts, teams, printed } = desk();
    teams.outcome = ({ address }) =>
      address === 'teams-3'
        ? { type: 'refused', reason: 'no' }
        : address === 'teams-4'
          ? { type: 'no-answer', reason: 'reset' }
          : { type: 'accepted' };
    expect(await carryOut(parts, sendTask(''))).toBe(EXIT.done);
    expect(printed).toContain('10 people · sent 8 · failed 1 · unknown 1 · not sent 0');
  });

  test('one bad address in a page fails alone', async () => {
    await makePeople(db, 20, ['line']);
    const { parts, line, printed } = desk();
    line.outcome = ({ address, recipients }) =>
      (recipients ?? [address]).includes('line-7') ? { type: 'refused', reason: 'bad' } : { type: 'accepted' };
    expect(await carryOut(parts, sendTask(''))).toBe(EXIT.done);
    expect(line.reached()).toEqual(once(names('line', 0, 20).filter((name) => name !== 'line-7')));
    expect(printed).toContain('20 people · sent 19 · failed 1 · unknown 0 · not sent 0');
  });
});

describe('pausing and going on', () => {
  test('an interrupted sending finishes what is in hand, and the rest is sent when it goes on', async () => {
    await makePeople(db, 500, ['teams']);
    const first = desk();
    first.teams.outcome = () => {
      if (first.teams.accepted.length === 50) first.stop.abort();
      return { type: 'accepted' };
    };
    expect(await carryOut(first.parts, sendTask(''))).toBe(EXIT.paused);
    expect(first.teams.accepted.length).toBeLessThan(500);
    expect(await db.outboxMessage.count({ where: { status: 'sending' } })).toBe(0);

    const second = desk();
    expect(await carryOut(second.parts, { type: 'continue' })).toBe(EXIT.done);
    expect([...first.teams.accepted, ...second.teams.accepted].map(({ address }) => address).sort()).toEqual(names('teams', 0, 500).sort());
  });

  test('a used-up quota pauses with the exact rest', async () => {
    await makePeople(db, 60, ['line']);
    const first = desk();
    first.line.outcome = () => (first.line.accepted.length < 1 ? { type: 'accepted' } : { type: 'quota' });
    expect(await carryOut(first.parts, sendTask(''))).toBe(EXIT.paused);
    expect(first.printed.join('\n')).toMatch(/quota of LINE is used up.*sent 20 ·/s);

    const second = desk();
    expect(await carryOut(second.parts, { type: 'continue' })).toBe(EXIT.done);
    expect([...first.line.accepted, ...second.line.accepted].flatMap(({ recipients }) => recipients ?? []).sort()).toEqual(
      names('line', 0, 60).sort(),
    );
  });

  test('a channel that does not answer is said', async () => {
    await makePeople(db, 10, ['teams']);
    const { parts, teams, printed, stop } = desk();
    teams.outcome = () => ({ type: 'not-taken', reason: 'ECONNREFUSED' });
    const ended = carryOut(parts, sendTask(''));
    await until(() => printed.includes('Teams does not answer; it is tried again and again (Ctrl-C pauses)'));
    stop.abort();
    expect(await ended).toBe(EXIT.paused);
    expect(printed).toContain('10 people · sent 0 · failed 0 · unknown 0 · not sent 10');
  });

  test('a stopped one sends no more and says what was not sent', async () => {
    await makePeople(db, 500, ['teams']);
    const { parts, teams, stop } = desk();
    teams.outcome = () => {
      stop.abort();
      return { type: 'accepted' };
    };
    await carryOut(parts, sendTask(''));
    const after = desk();
    const sent = teams.accepted.length;
    expect(await carryOut(after.parts, { type: 'stop' })).toBe(EXIT.done);
    const planned = await db.recipient.count();
    expect(after.printed.at(-1)).toBe(`${planned} people · sent ${sent} · failed 0 · unknown 0 · not sent ${planned - sent}`);
    expect(await db.outboxMessage.count({ where: { status: 'waiting' } })).toBe(0);
    expect(await carryOut(after.parts, { type: 'continue' })).toBe(EXIT.declined);
  });

  test('of several unfinished ones, one has to be named', async () => {
    const broadcasts = broadcastStore(db);
    const ids = ['01a1fb1b-9827-738a-a3e4-51a56c87ea0a', '01a1fb1b-9827-738a-a3e4-51a56c87ea0b'];
    for (const id of ids) await broadcasts.create(id, [message], { channel: ['line'] }, { line: 0 }, new Date());
    const { parts, printed } = desk();
    expect(await carryOut(parts, { type: 'continue' })).toBe(EXIT.declined);
    expect(printed.map((text) => text.slice(0, 36)).slice(0, 2)).toEqual(ids);
    expect(await carryOut(parts, { type: 'continue', id: ids[1] ?? '' })).toBe(EXIT.done);
    expect(await carryOut(parts, { type: 'continue', id: ids[1] ?? '' })).toBe(EXIT.declined);
    expect(await carryOut(parts, { type: 'continue', id: 'nonsense' })).toBe(EXIT.declined);
    expect(await carryOut(parts, { type: 'list' })).toBe(EXIT.done);
  });
});
