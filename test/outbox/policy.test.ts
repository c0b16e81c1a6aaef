import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { GIVE_UP_AFTER_MS, heldUntil, judge, judgeOrphan, type RowFacts, type Verdict, wayOf } from '../../src/outbox/policy.ts';

const NOW = new Date('2026-11-20T03:00:00Z');
const soon = (ms: number) => new Date(NOW.getTime() + ms);
const row = (more: Partial<RowFacts> = {}): RowFacts => ({
  purpose: 'answer',
  attempts: 1,
  createdAt: NOW,
  doubtful: false,
  way: 'push',
  idempotent: true,
  recipients: 1,
  ...more,
});

describe('an attempt that was', () => {
  test.each<[string, SendOutcome, Partial<RowFacts>, Verdict]>([
    ['accepted', { type: 'accepted' }, {}, { type: 'sent' }],
    ['accepted after a doubtful one', { type: 'accepted' }, { doubtful: true }, { type: 'sent' }],
    ['refused', { type: 'refused', reason: '400' }, {}, { type: 'failed', reason: '400' }],
    ['refused for a page', { type: 'refused', reason: '400' }, { recipients: 2 }, { type: 'split', reason: '400' }],
    ['sent to somebody who left', { type: 'gone', reason: '403' }, {}, { type: 'failed', reason: '403', gone: true }],
    [
      'a reply too late',
      { type: 'stale-reply' },
      { way: 'reply' },
      { type: 'again', at: NOW, reason: 'reply token too old', doubtful: false, useReply: false },
    ],
    [
      'a reply that may have been shown',
      { type: 'stale-reply' },
      { way: 'reply', doubtful: true },
      { type: 'unknown', reason: 'reply token used up' },
    ],
    ['a push too fast', { type: 'throttled' }, {}, { type: 'pause', scope: 'push', until: soon(1000), reason: 'throttled' }],
    [
      'a push too fast, with a time',
      { type: 'throttled', retryAfterMs: 7000 },
      {},
      { type: 'pause', scope: 'push', until: soon(7000), reason: 'throttled' },
    ],
    [
      'a reply too fast',
      { type: 'throttled' },
      { way: 'reply' },
      { type: 'pause', scope: 'channel', until: soon(1000), reason: 'throttled' },
    ],
    ['beyond the quota', { type: 'quota' }, {}, { type: 'pause', scope: 'push', until: soon(900_000), reason: 'quota' }],
    ['not signed in', { type: 'unauthorized' }, {}, { type: 'pause', scope: 'channel', until: soon(60_000), reason: 'unauthorized' }],
    [
      'not taken',
      { type: 'not-taken', reason: 'ECONNREFUSED' },
      { way: 'reply' },
      { type: 'again', at: soon(1000), reason: 'ECONNREFUSED', doubtful: false },
    ],
    [
      'not taken after a doubtful one',
      { type: 'not-taken', reason: '503' },
      { way: 'reply', doubtful: true },
      { type: 'again', at: soon(1000), reason: '503', doubtful: true },
    ],
    [
      'not taken, for a day',
      { type: 'not-taken', reason: '503' },
      { createdAt: soon(-GIVE_UP_AFTER_MS - 1) },
      { type: 'failed', reason: 'gave up: 503' },
    ],
    [
      'without an answer',
      { type: 'no-answer', reason: '500' },
      { way: 'reply' },
      { type: 'again', at: soon(1000), reason: '500', doubtful: true },
    ],
    [
      'without an answer, where nothing tells a repetition',
      { type: 'no-answer', reason: '500' },
      { idempotent: false },
      { type: 'unknown', reason: '500' },
    ],
    [
      'without an answer, for a day',
      { type: 'no-answer', reason: '500' },
      { createdAt: soon(-GIVE_UP_AFTER_MS - 1) },
      { type: 'unknown', reason: '500' },
    ],
  ])('%s', (_, outcome, facts, verdict) => {
    expect(judge(outcome, row(facts), NOW, 0.5)).toEqual(verdict);
  });
});

test('a push that may be tried again is tried as a push: its token is given up', () => {
  for (const outcome of [
    { type: 'no-answer', reason: '500' },
    { type: 'not-taken', reason: '503' },
  ] as const) {
    expect(judge(outcome, row({ way: 'push' }), NOW, 0.5)).toMatchObject({ type: 'again', useReply: false });
  }
});

test('a row whose sender died counts as an attempt without an answer', () => {
  expect(judgeOrphan(row(), NOW, 0.5)).toMatchObject({ type: 'again', doubtful: true });
  expect(judgeOrphan(row({ idempotent: false }), NOW, 0.5)).toMatchObject({ type: 'unknown' });
});

test.each([
  ['no token', { replyToken: null, replyUntil: null, doubtful: false }, 'push'],
  ['a fresh token', { replyToken: 't', replyUntil: soon(1), doubtful: false }, 'reply'],
  ['a fresh token after a doubtful attempt', { replyToken: 't', replyUntil: soon(1), doubtful: true }, 'reply'],
  ['a token whose time is over', { replyToken: 't', replyUntil: NOW, doubtful: false }, 'push'],
  ['a token whose time is over after a doubtful attempt', { replyToken: 't', replyUntil: NOW, doubtful: true }, 'lapsed'],
  ['no token after a doubtful push', { replyToken: null, replyUntil: soon(-1), doubtful: true }, 'push'],
  [
    'no token a day after a doubtful push',
    { replyToken: null, replyUntil: null, doubtful: true, createdAt: soon(-GIVE_UP_AFTER_MS - 1) },
    'lapsed',
  ],
  [
    'no token a day after it was written',
    { replyToken: null, replyUntil: null, doubtful: false, createdAt: soon(-GIVE_UP_AFTER_MS - 1) },
    'push',
  ],
] as const)('with %s the way is settled', (_, facts, way) => {
  expect(wayOf({ createdAt: NOW, ...facts }, NOW)).toBe(way);
});

test.each([
  ['nudge', '2026-11-20T12:59:59Z', undefined],
  ['nudge', '2026-11-20T13:00:00Z', '2026-11-21T01:00:00.000Z'],
  ['nudge', '2026-11-20T17:00:00Z', '2026-11-21T01:00:00.000Z'],
  ['nudge', '2026-11-21T00:59:59Z', '2026-11-21T01:00:00.000Z'],
  ['nudge', '2026-11-21T01:00:00Z', undefined],
  ['answer', '2026-11-20T17:00:00Z', undefined],
  ['broadcast', '2026-11-20T17:00:00Z', undefined],
] as const)('a %s at %s is held until %s', (purpose, now, until) => {
  expect(heldUntil(purpose, new Date(now))?.toISOString()).toBe(until);
});

describe('whatever comes', () => {
  const reason = fc.constantFrom('500', 'reset');
  const outcomes: fc.Arbitrary<SendOutcome> = fc.oneof(
    fc.constantFrom<SendOutcome>(
      { type: 'accepted' },
      { type: 'stale-reply' },
      { type: 'quota' },
      { type: 'unauthorized' },
      { type: 'throttled' },
    ),
    fc.record({ type: fc.constantFrom('refused', 'gone', 'not-taken', 'no-answer'), reason }) as fc.Arbitrary<SendOutcome>,
  );
  const rows = fc.record({
    purpose: fc.constantFrom('answer', 'nudge', 'broadcast'),
    attempts: fc.integer({ min: 1, max: 60 }),
    createdAt: fc.date({ min: soon(-3 * GIVE_UP_AFTER_MS), max: NOW, noInvalidDate: true }),
    doubtful: fc.boolean(),
    way: fc.constantFrom('reply', 'push'),
    idempotent: fc.boolean(),
    recipients: fc.integer({ min: 1, max: 500 }),
  }) as fc.Arbitrary<RowFacts>;
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('what may have been accepted is never sent again where it could show twice', () => {
    fc.assert(
      fc.property(rows, chance, (facts, random) => {
        const verdict = judge({ type: 'no-answer', reason: 'reset' }, { ...facts, idempotent: false }, NOW, random);
        expect(verdict.type).toBe('unknown');
      }),
    );
  });

  test('after a day nothing is tried again, since the key is not honoured any longer', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('no-answer', 'not-taken'), chance, (facts, type, random) => {
        const old = { ...facts, createdAt: soon(-GIVE_UP_AFTER_MS - 1) };
        expect(judge({ type, reason: 'reset' }, old, NOW, random).type).not.toBe('again');
      }),
    );
  });

  test('doubt stays: only an answer of the platform ends it', () => {
    fc.assert(
      fc.property(outcomes, rows, chance, (outcome, facts, random) => {
        const verdict = judge(outcome, { ...facts, doubtful: true }, NOW, random);
        if (verdict.type === 'again') expect(verdict.doubtful).toBe(true);
      }),
    );
  });

  test('waits lie ahead, at most seven and a half minutes, and grow with the attempts', () => {
    const wait = (attempts: number, random: number): number => {
      const verdict = judge({ type: 'not-taken', reason: '503' }, row({ attempts }), NOW, random);
      return verdict.type === 'again' ? verdict.at.getTime() - NOW.getTime() : Number.NaN;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), chance, (attempts, random) => {
        expect(wait(attempts, random)).toBeGreaterThanOrEqual(500);
        expect(wait(attempts, random)).toBeLessThanOrEqual(450_000);
        expect(wait(attempts + 1, random)).toBeGreaterThanOrEqual(wait(attempts, random));
      }),
    );
  });

  test('a pause lies ahead', () => {
    fc.assert(
      fc.property(outcomes, rows, chance, (outcome, facts, random) => {
        const verdict = judge(outcome, facts, NOW, random);
        if (verdict.type === 'pause') expect(verdict.until.getTime()).toBeGreaterThan(NOW.getTime());
      }),
    );
  });
});
