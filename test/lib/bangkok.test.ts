/** Days and hours in Bangkok, whatever the zone of the machine. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, endOfQuiet, hourOf, isQuiet, startOfDay } from '../../src/lib/bangkok.ts';

const HOUR = 3_600_000;
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
/** Bangkok has kept UTC+7 without summer time since 1920. */
const shifted = (moment: Date) => new Date(moment.getTime() + 7 * HOUR).toISOString();

test.each([
  ['2026-11-20T16:59:59.999Z', '2026-11-20', 23],
  ['2026-11-20T17:00:00.000Z', '2026-11-21', 0],
  ['2026-12-31T16:59:00.000Z', '2026-12-31', 23],
  ['2026-12-31T17:00:00.000Z', '2027-01-01', 0],
  ['2028-02-28T17:00:00.000Z', '2028-02-29', 0],
])('%s is on %s at %i', (moment, day, hour) => {
  expect([dayOf(new Date(moment)), hourOf(new Date(moment))]).toEqual([day, hour]);
});

test('day and hour are those of UTC+7', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      expect(dayOf(moment)).toBe(shifted(moment).slice(0, 10));
      expect(hourOf(moment)).toBe(Number(shifted(moment).slice(11, 13)));
      expect(shifted(startOfDay(moment))).toBe(`${dayOf(moment)}T00:00:00.000Z`);
    }),
  );
});

test('the quiet hours end at the next eight in the morning, and not before', () => {
  fc.assert(
    fc.property(moments.filter(isQuiet), (moment) => {
      const end = endOfQuiet(moment);
      expect(shifted(end).slice(11)).toBe('08:00:00.000Z');
      expect(isQuiet(end)).toBe(false);
      expect(end.getTime() - moment.getTime()).toBeGreaterThan(0);
      expect(end.getTime() - moment.getTime()).toBeLessThanOrEqual(12 * HOUR);
      expect(isQuiet(new Date(end.getTime() - 1))).toBe(true);
    }),
  );
});

describe('on a machine in another zone', () => {
  const script = `
    import { dayOf, endOfQuiet, hourOf, isQuiet, startOfDay } from './src/lib/bangkok.ts';
    import { decide } from './src/nudge/rules.ts';
    const moments = ['2026-11-20T16:59:59Z', '2026-11-20T17:00:00Z', '2026-12-31T17:30:00Z', '2026-03-29T01:30:00Z', '2026-11-01T06:30:00Z'].map((text) => new Date(text));
    const candidate = { reminders: true, reminderHour: 9, touchedAt: moments[0], ignored: 0 };
    console.log(new Date(2026, 0, 1).getTime());
    console.log(JSON.stringify(moments.map((at) => [dayOf(at), hourOf(at), isQuiet(at), startOfDay(at), endOfQuiet(at), decide(candidate, at), decide(candidate, new Date(at.getTime() + 9 * 3600000))])));`;
  const run = (zone: string): string[] =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' })
      .trim()
      .split('\n');

  test('everything is the same', () => {
    const [utc, ...others] = ['UTC', 'Pacific/Kiritimati', 'America/New_York', 'Pacific/Pago_Pago'].map(run);
    expect(new Set(others.map(([local]) => local)).size).toBe(3);
    for (const other of others) expect(other[1]).toBe(utc?.[1]);
    expect(utc?.[1]).toContain('"2027-01-01"');
  });
});
