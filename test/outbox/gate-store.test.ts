import { beforeEach, describe, expect, test } from 'vitest';
import { makeGate, openChannels } from '../../src/outbox/gate-store.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
/** Two instances on one database. */
const [here, there] = [makeGate(db), makeGate(db)];

beforeEach(() => db.$executeRaw`DELETE FROM channel_gate`.then(() => undefined));

const ahead = (ms: number) => new Date(Date.now() + ms);

describe('places', () => {
  test('are shared by all instances: none begins before the one before it is over', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? here : there).takePlaces('teams:pace', 1, 10)));
    const waits = taken.sort((a, b) => a - b);
    expect(waits.at(-1)).toBeGreaterThan(1000);
    expect(waits.at(-1)).toBeLessThanOrEqual(1900);
    expect(waits.filter((wait) => wait < 500).length).toBeLessThan(12);
  });

  test('of several at once take as long as several', async () => {
    await here.takePlaces('line:pace', 50, 10);
    const wait = await there.takePlaces('line:pace', 1, 10);
    expect(wait).toBeGreaterThan(3000);
    expect(wait).toBeLessThanOrEqual(5000);
  });

  test('that nobody took are not saved up', async () => {
    await here.takePlaces('line:pace', 1, 10);
    await db.$executeRaw`UPDATE channel_gate SET next_at = now() - interval '1 hour'`;
    expect(await here.takePlaces('line:pace', 1, 10)).toBe(0);
    expect(await here.takePlaces('line:pace', 1, 10)).toBeGreaterThan(0);
  });

  test('of channels are apart', async () => {
    await here.takePlaces('line:pace', 100, 10);
    expect(await here.takePlaces('teams:pace', 1, 10)).toBe(0);
  });
});

describe('a pause', () => {
  test('holds for all instances until its end, and a longer one is not cut short', async () => {
    await here.pause('line', ahead(60_000), 'unauthorized');
    await there.pause('line', ahead(1_000), 'throttled');
    await here.pause('teams', ahead(-1), 'over');
    expect([...(await there.paused()).keys()]).toEqual(['line']);
    const gate = await db.channelGate.findUniqueOrThrow({ where: { key: 'line' } });
    expect(gate.pausedUntil?.getTime()).toBeGreaterThan(ahead(30_000).getTime());
  });

  test('of pushes alone leaves the channel open', async () => {
    await here.pause('line:push', ahead(60_000), 'quota');
    expect(openChannels(['line', 'teams'], await here.paused())).toEqual(['line', 'teams']);
    await here.pause('teams', ahead(60_000), 'unauthorized');
    expect(openChannels(['line', 'teams'], await here.paused())).toEqual(['line']);
  });
});

describe('the circuit', () => {
  const silence = (gate = here) => gate.noteSilence('line', false);

  test('opens at five silences in a row, counted over all instances', async () => {
    expect([await silence(), await silence(there), await silence(), await silence(there)]).toEqual([false, false, false, false]);
    expect(await here.paused()).toEqual(new Map());
    expect(await silence()).toBe(true);
    expect(await there.paused()).toEqual(new Map([['line', 'silent']]));
  });

  test('forgets silences at an answer', async () => {
    for (let times = 0; times < 4; times += 1) await silence();
    await there.noteSilence('line', true);
    for (let times = 0; times < 4; times += 1) expect(await silence()).toBe(false);
  });

  test('opens again at the first silence after its rest', async () => {
    for (let times = 0; times < 5; times += 1) await silence();
    await db.$executeRaw`UPDATE channel_gate SET paused_until = now()`;
    expect(await silence()).toBe(true);
  });
});
