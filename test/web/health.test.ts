import { expect, test } from 'vitest';
import { makeMetrics } from '../../src/lib/metrics.ts';
import { health } from '../../src/web/health.ts';

const app = (isReady: () => Promise<boolean>, measure: () => Promise<void> = () => Promise.resolve(), metrics = makeMetrics()) =>
  health({ metrics, isReady, measure });
const never = () => new Promise<never>(() => undefined);

test('it is alive whatever the database does', async () => {
  const response = await app(never).request('/health/live');
  expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
});

test.each([
  ['answers', () => Promise.resolve(true), 200, 'ready'],
  ['does not answer', () => Promise.resolve(false), 503, 'database away'],
  ['hangs', never, 503, 'database away'],
] as const)('when the database %s', async (_, isReady, status, words) => {
  const response = await app(isReady).request('/health/ready');
  expect([response.status, await response.json()]).toEqual([status, { status: words }]);
});

test('the gauges are brought up to date before they are read', async () => {
  const metrics = makeMetrics();
  const measure = async () => metrics.inboxWaiting.set(7);
  const response = await app(never, measure, metrics).request('/metrics');
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(await response.text()).toContain('taksa_inbox_waiting 7');
});

test('the rest is shown when the gauges cannot be brought up to date', async () => {
  const response = await app(never, () => Promise.reject(new Error('away'))).request('/metrics');
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('process_cpu_user_seconds_total')]);
});
