import { expect, test } from 'vitest';
import type { AskResult } from '../../src/ask/answer.ts';
import { fromVerdict, toVerdict } from '../../src/ask/verdict.ts';
import { entry } from './fixture.ts';

const one = entry({ id: 'one', title: 'เรื่องแรก', answer: 'คำตอบแรก' });
const two = entry({ id: 'two', title: 'เรื่องที่สอง', answer: 'คำตอบที่สอง' });
const byId = new Map([one, two].map((each) => [each.id, each]));

const results: AskResult[] = [
  { kind: 'answer', entry: one, beside: two, confidence: 0.9, standsAlone: true },
  { kind: 'answer', entry: one, confidence: 0.6 },
  { kind: 'clarify', candidates: [two, one], confidence: 0.4 },
  { kind: 'none', nearest: [], confidence: 0, standsAlone: true },
];

test.each(results)('a result comes back as it went, and its texts do not travel: $kind', (result) => {
  const sent = structuredClone(toVerdict(result));
  expect(JSON.stringify(sent)).not.toContain('คำตอบ');
  expect(fromVerdict(sent, byId)).toEqual(result);
});

test('an entry that this side does not hold is a mistake of ours', () => {
  expect(() => fromVerdict({ kind: 'answer', entry: 'three', confidence: 1 }, byId)).toThrow('three');
});
