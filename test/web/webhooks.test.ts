/** The edge for platforms: what is stored before what is answered. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Received } from '../../src/channels/channel.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeMetrics } from '../../src/lib/metrics.ts';
import { webhooks } from '../../src/web/webhooks.ts';
import { fakeChannel } from '../fakes/channel.ts';

const MEGABYTE = 1024 * 1024;
const inbound: Received['events'][number] = {
  channel: 'line',
  eventId: 'e1',
  address: 'U1',
  kind: 'person',
  input: { type: 'text', text: 'สวัสดี' },
  at: '2026-11-20T03:00:00.000Z',
};
const aside = { channel: 'line', eventId: 'e2', address: 'unknown', reason: 'odd' } as const;

let stored: Pick<Received, 'events' | 'setAside'>[];
let received: Received;
let metrics: ReturnType<typeof makeMetrics>;
let accept: () => Promise<void>;
let receive: NonNullable<Channel['receive']>;

beforeEach(() => {
  stored = [];
  received = { status: 200, events: [inbound], setAside: [] };
  metrics = makeMetrics();
  accept = () => Promise.resolve();
  receive = () => Promise.resolve(received);
});

const post = (
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> = '{}',
  headers: Record<string, string> = {},
): Promise<Response> => {
  const channel = { ...fakeChannel(), receive: (request: Parameters<typeof receive>[0]) => receive(request) };
  const app = webhooks(new Map([['/hook', channel]]), {
    accept: async (one) => {
      await accept();
      stored.push(one);
    },
    log: makeLog('silent'),
    metrics,
  });
  const init: RequestInit & { duplex?: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
  return Promise.resolve(app.request('/hook', init));
};
const measured = async (name: string) => (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name));

test('what a request holds is stored, then answered with an empty 200', async () => {
  received.setAside.push(aside);
  const response = await post();
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(stored).toMatchObject([{ events: [inbound], setAside: [aside] }]);
  expect(await measured('taksa_events_total')).toEqual([
    'taksa_events_total{channel="line",outcome="accepted"} 1',
    'taksa_events_total{channel="line",outcome="set-aside"} 1',
  ]);
});

test('the channel is handed the bytes as they came, and the headers in lower case', async () => {
  const seen: Parameters<typeof receive>[0][] = [];
  receive = async (request) => {
    seen.push(request);
    return received;
  };
  await post(Uint8Array.of(0xff, 0x00, 0x7b), { 'X-Line-Signature': 'abc' });
  expect([...(seen[0]?.body ?? [])]).toEqual([0xff, 0x00, 0x7b]);
  expect(seen[0]?.headers).toMatchObject({ 'x-line-signature': 'abc' });
});

test('an answer of the channel goes back as JSON', async () => {
  received.answer = { statusCode: 200, value: '✓' };
  const response = await post();
  expect([response.status, await response.json()]).toEqual([200, { statusCode: 200, value: '✓' }]);
  expect(stored).toHaveLength(1);
});

test.each([400, 401, 403] as const)('a request answered with %i stores nothing and is counted', async (status) => {
  received = { status, events: [], setAside: [], reason: 'signature does not fit' };
  expect((await post()).status).toBe(status);
  expect(stored).toEqual([]);
  expect(await measured('taksa_webhook_refused_total')).toEqual([`taksa_webhook_refused_total{channel="line",status="${status}"} 1`]);
  expect(await measured('taksa_events_total')).toEqual([]);
});

describe('the platform is asked to come again', () => {
  test('when nothing could be stored', async () => {
    accept = () => Promise.reject(new Error('the database is away'));
    const response = await post();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await measured('taksa_events_total')).toEqual([]);
  });

  test('when the sender could not be verified', async () => {
    receive = () => Promise.reject(new Error('the signing keys could not be fetched'));
    expect((await post()).status).toBe(503);
    expect(stored).toEqual([]);
  });

  test('when hundreds are in hand already, and no longer when they are done', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    accept = () => held;
    const channel = { ...fakeChannel(), receive: () => Promise.resolve(received) };
    const app = webhooks(new Map([['/hook', channel]]), { accept, log: makeLog('silent'), metrics });
    const knock = () => Promise.resolve(app.request('/hook', { method: 'POST', body: '{}' })).then(({ status }) => status);
    const first = Array.from({ length: 500 }, knock);
    expect(await knock()).toBe(503);
    release();
    expect(new Set(await Promise.all(first))).toEqual(new Set([200]));
    expect(await knock()).toBe(200);
  });
});

describe('a body', () => {
  test('of four megabytes is read, of one byte more it is not', async () => {
    expect((await post(new Uint8Array(4 * MEGABYTE))).status).toBe(200);
    expect((await post(new Uint8Array(4 * MEGABYTE + 1))).status).toBe(413);
    expect(stored).toHaveLength(1);
  });

  test('that is announced as too large is not read at all', async () => {
    const response = await post(new Uint8Array(10), { 'content-length': String(4 * MEGABYTE + 1) });
    expect(response.status).toBe(413);
    expect(stored).toEqual([]);
  });

  test('that never ends is left as soon as it is too large', async () => {
    let pulled = 0;
    let left = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled > 64) throw new Error('it was read on and on');
        controller.enqueue(new Uint8Array(MEGABYTE));
      },
      cancel() {
        left = true;
      },
    });
    expect((await post(endless)).status).toBe(413);
    expect(left).toBe(true);
    expect(pulled).toBeLessThan(10);
  });
});

test('other methods and paths are not answered', async () => {
  const app = webhooks(new Map([['/hook', fakeChannel()]]), { accept, log: makeLog('silent'), metrics });
  expect((await app.request('/hook')).status).toBe(404);
  expect((await app.request('/other', { method: 'POST' })).status).toBe(404);
});
