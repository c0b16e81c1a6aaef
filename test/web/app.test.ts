import { expect, test } from 'vitest';
import { makeLog } from '../../src/lib/log.ts';
import { makeMetrics } from '../../src/lib/metrics.ts';
import { makeWeb, type WebParts } from '../../src/web/app.ts';
import { fakeChannel } from '../fakes/channel.ts';

const web = (more: Partial<WebParts> = {}) =>
  makeWeb({
    paths: new Map(),
    accept: () => Promise.resolve(),
    people: { redeemExport: () => Promise.resolve(undefined), isExportOpen: () => Promise.resolve(false) },
    log: makeLog('silent'),
    metrics: makeMetrics(),
    isReady: () => Promise.resolve(true),
    measure: () => Promise.resolve(),
    ...more,
  });

test('each channel has its path', async () => {
  const received = { status: 200, events: [], setAside: [] } as const;
  const channel = { ...fakeChannel(), receive: () => Promise.resolve({ ...received, events: [], setAside: [] }) };
  const app = web({ paths: new Map([['/webhooks/line', channel]]) });
  expect((await app.request('/webhooks/line', { method: 'POST', body: '{}' })).status).toBe(200);
  expect((await app.request('/api/messages', { method: 'POST', body: '{}' })).status).toBe(404);
});

test('without the web chat there is no page, and health and metrics stay', async () => {
  const app = web();
  expect((await app.request('/')).status).toBe(404);
  expect((await app.request('/health/ready')).status).toBe(200);
  expect((await app.request('/metrics')).status).toBe(200);
});

test('a fault of ours is told in one line, without its reason', async () => {
  const app = web({
    people: {
      redeemExport: () => Promise.reject(new Error('password=hunter2')),
      isExportOpen: () => Promise.reject(new Error('password=hunter2')),
    },
  });
  const response = await app.request('/export/x');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('hunter2');
});
