import { expect, test } from 'vitest';
import { makeMetrics } from '../../src/lib/metrics.ts';

test('two instances in one process count apart', async () => {
  const [one, other] = [makeMetrics(), makeMetrics()];
  one.turns.inc({ channel: 'line', outcome: 'answered' });
  expect(await one.registry.metrics()).toContain('taksa_turns_total{channel="line",outcome="answered"} 1');
  expect(await other.registry.metrics()).not.toContain('outcome="answered"');
});

test('every name of ours begins alike and says what it is', async () => {
  const { registry } = makeMetrics();
  const ours = (await registry.getMetricsAsJSON()).filter(({ name }) => name.startsWith('taksa_'));
  expect(ours.length).toBeGreaterThanOrEqual(10);
  expect(ours.filter(({ help }) => !/\w{3,}/.test(help))).toEqual([]);
});
