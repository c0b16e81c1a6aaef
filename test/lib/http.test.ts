import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { request, transportFailure } from '../../src/lib/http.ts';

let server: Server | undefined;
let seen = 0;
const serve = async (listener: RequestListener): Promise<string> => {
  seen = 0;
  const opened = createServer((...args) => {
    seen += 1;
    listener(...args);
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}/`;
};
const close = async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
};
afterEach(close);

test('an answer is an answer, whatever its status', async () => {
  const url = await serve((_, response) => void response.writeHead(503, { 'retry-after': '7' }).end('later'));
  const outcome = await request({ method: 'GET', url });
  expect(outcome).toMatchObject({ type: 'answer', status: 503, body: 'later' });
  expect(outcome.type === 'answer' && outcome.headers['retry-after']).toBe('7');
});

test('a redirect is not followed: it would make a second request', async () => {
  const url = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
  expect(await request({ method: 'POST', url, body: '{}' })).toMatchObject({ type: 'no-answer' });
  expect(seen).toBe(1);
});

test('a server that hangs, or breaks off in the middle of its answer, leaves it open', async () => {
  const url = await serve((_, response) => void response.writeHead(200).write('half'));
  expect(await request({ method: 'POST', url, timeoutMs: 100 })).toEqual({ type: 'no-answer', reason: 'TimeoutError' });
  await close();
  const broken = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('half');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await request({ method: 'POST', url: broken })).toMatchObject({ type: 'no-answer' });
  expect(seen).toBe(1);
});

test('where nobody listens nothing can have been accepted', async () => {
  const url = await serve(() => undefined);
  await close();
  expect(await request({ method: 'POST', url })).toEqual({ type: 'unreachable', reason: 'ECONNREFUSED' });
});

test.each([
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ['ECONNRESET', 'no-answer'],
  ['UND_ERR_SOCKET', 'no-answer'],
] as const)('%s means %s', (code, type) => {
  expect(transportFailure(Object.assign(new Error('no'), { code }))).toEqual({ type, reason: code });
});

test('of several addresses that were tried, the first tells', () => {
  const all = new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]);
  expect(transportFailure(all)).toEqual({ type: 'unreachable', reason: 'ECONNREFUSED' });
  expect(transportFailure('odd')).toEqual({ type: 'no-answer', reason: 'unknown' });
});
