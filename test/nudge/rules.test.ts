import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { type Candidate, decide, IGNORED_LIMIT } from '../../src/nudge/rules.ts';

const bangkok = (text: string) => new Date(`${text}+07:00`);
const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  reminders: true,
  reminderHour: 9,
  touchedAt: bangkok('2026-11-19T15:00:00'),
  ignored: 0,
  ...more,
});
const outcome = (one: Candidate, now: string) => {
  const decision = decide(one, bangkok(now));
  return decision.type === 'remind' ? 'remind' : decision.why;
};

test.each([
  ['the same evening', {}, '2026-11-19T19:59:59', 'too-early'],
  ['before the hour', {}, '2026-11-20T08:59:59', 'too-early'],
  ['at the hour', {}, '2026-11-20T09:00:00', 'remind'],
  ['late, after the service was away', {}, '2026-11-20T19:59:59', 'remind'],
  ['in the quiet hours', {}, '2026-11-20T20:00:00', 'quiet'],
  ['at night', {}, '2026-11-21T07:59:59', 'quiet'],
  ['a minute after midnight of the day it was touched', { touchedAt: bangkok('2026-11-20T00:01:00') }, '2026-11-20T10:00:00', 'too-early'],
  ['touched a minute before midnight', { touchedAt: bangkok('2026-11-19T23:59:00') }, '2026-11-20T10:00:00', 'remind'],
  ['switched off', { reminders: false }, '2026-11-20T10:00:00', 'off'],
  ['reminded this morning', { remindedAt: bangkok('2026-11-20T09:00:00') }, '2026-11-20T15:00:00', 'already-today'],
  ['reminded yesterday', { remindedAt: bangkok('2026-11-19T19:00:00'), ignored: 1 }, '2026-11-20T09:00:00', 'remind'],
  ['after two that were ignored', { ignored: 2 }, '2026-11-20T09:00:00', 'remind'],
  ['after three that were ignored', { ignored: 3 }, '2026-11-20T09:00:00', 'ignored'],
  ["on New Year's Day", { touchedAt: bangkok('2026-12-31T23:59:59') }, '2027-01-01T09:00:00', 'remind'],
] as const)('%s', (_, more, now, expected) => {
  expect(outcome(candidate(more), now)).toBe(expected);
});

test('whoever is reminded wants it, at a civil hour, a day or more later, once a day, and has not ignored three', () => {
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const candidates = fc.record(
    {
      reminders: fc.boolean(),
      reminderHour: fc.integer({ min: 8, max: 19 }),
      touchedAt: moment,
      ignored: fc.integer({ min: 0, max: 5 }),
      remindedAt: moment,
    },
    { requiredKeys: ['reminders', 'reminderHour', 'touchedAt', 'ignored'] },
  );
  fc.assert(
    fc.property(candidates, moment, (one, now) => {
      const local = (at: Date) => DateTime.fromJSDate(at, { zone: 'Asia/Bangkok' });
      const isEarlier = (at: Date) => local(at).startOf('day') < local(now).startOf('day');
      const due =
        one.reminders &&
        local(now).hour >= one.reminderHour &&
        local(now).hour < 20 &&
        isEarlier(one.touchedAt) &&
        (!one.remindedAt || isEarlier(one.remindedAt)) &&
        one.ignored < IGNORED_LIMIT;
      expect(decide(one, now).type).toBe(due ? 'remind' : 'not');
    }),
    { numRuns: 500 },
  );
});
