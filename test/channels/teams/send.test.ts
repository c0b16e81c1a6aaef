/** What each answer of the connector means, and that an attempt is one request with a token for trusted hosts alone. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Delivery, SendOutcome } from '../../../src/channels/channel.ts';
import { makeTeamsChannel } from '../../../src/channels/teams/channel.ts';
import type { TokenSource } from '../../../src/channels/teams/token.ts';

interface Seen {
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

type Answer = (response: ServerResponse) => void;
const status =
  (code: number, body: object = {}, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const fault = (code: string) => ({ error: { code, message: 'no' } });

let server: Server;
let origin: string;
let seen: Seen[];
let answer: Answer;

beforeEach(async () => {
  seen = [];
  answer = status(201, { id: '1' });
  server = createServer((request, response) => void record(request).then(() => answer(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => stop());

async function record(request: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  seen.push({
    path: request.url ?? '',
    authorization: request.headers.authorization,
    body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
  });
}

const stop = () =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const reference = (change: Record<string, unknown> = {}) => ({
  serviceUrl: `${origin}/th/`,
  conversationId: '19:a/b@thread.v2;messageid=1',
  channelId: 'msteams',
  botId: '28:bot',
  botName: 'ทักษะ',
  tenantId: 'tenant-1',
  userId: '29:somchai',
  locale: 'th-TH',
  ...change,
});

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  address: 'aad-somchai',
  reference: reference(),
  messages: [{ text: 'สวัสดี' }],
  retryKey: '5f0c1d6e-0000-4000-8000-000000000000',
  ...change,
});

const anonymous = (): Channel => makeTeamsChannel({ serviceUrls: [], tenants: [] }, { host: '127.0.0.1' });
const signedIn = (token: TokenSource, serviceUrls = [origin]): Channel =>
  makeTeamsChannel({ app: { id: 'app', password: 'secret', type: 'MultiTenant' }, serviceUrls, tenants: [] }, { host: '0.0.0.0', token });

describe('a delivery', () => {
  it('is one activity, posted into the conversation of its reference', async () => {
    expect(await anonymous().send(delivery())).toEqual({ type: 'accepted' });
    expect(seen).toEqual([
      {
        path: '/th/v3/conversations/19%3Aa%2Fb%40thread.v2%3Bmessageid%3D1/activities',
        authorization: undefined,
        body: {
          type: 'message',
          text: 'สวัสดี',
          textFormat: 'plain',
          channelId: 'msteams',
          from: { id: '28:bot', name: 'ทักษะ' },
          recipient: { id: '29:somchai' },
          conversation: { id: '19:a/b@thread.v2;messageid=1', tenantId: 'tenant-1' },
          locale: 'th-TH',
        },
      },
    ]);
  });

  it('carries a token where there is an app', async () => {
    await signedIn(async () => ({ token: 'abc' })).send(delivery());
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer abc']);
  });

  it('never goes to a host that is not trusted, whatever the reference says, nor is a token asked for it', async () => {
    let asked = 0;
    const channel = signedIn(async () => ({ token: `abc${++asked}` }), ['https://smba.trafficmanager.net']);
    for (const serviceUrl of [
      `${origin}/th/`,
      'https://evil.trafficmanager.net/',
      'https://smba.trafficmanager.net@evil.example/',
      'nowhere',
    ]) {
      expect(await channel.send(delivery({ reference: reference({ serviceUrl }) }))).toEqual({
        type: 'refused',
        reason: 'service URL not allowed',
      });
    }
    expect({ asked, seen }).toEqual({ asked: 0, seen: [] });
  });

  it.each([
    ['no reference', { reference: undefined }],
    ['a reference of another form', { reference: { serviceUrl: 1 } }],
    ['two messages', { messages: [{ text: 'ก' }, { text: 'ข' }] }],
    ['no message', { messages: [] }],
  ])('with %s is refused without a request', async (_name, change) => {
    expect(await anonymous().send(delivery(change))).toMatchObject({ type: 'refused' });
    expect(seen).toEqual([]);
  });
});

describe('an answer', () => {
  const answers: [string, Answer, SendOutcome][] = [
    ['200', status(200), { type: 'accepted' }],
    ['202', status(202), { type: 'accepted' }],
    ['401', status(401, fault('Unauthorized')), { type: 'unauthorized' }],
    ['403, blocked', status(403, fault('MessageWritesBlocked')), { type: 'gone', reason: '403 MessageWritesBlocked' }],
    ['403, removed', status(403, fault('BotNotInConversationRoster')), { type: 'gone', reason: '403 BotNotInConversationRoster' }],
    ['403, otherwise', status(403, fault('Forbidden')), { type: 'refused', reason: '403 Forbidden' }],
    ['404, conversation', status(404, fault('ConversationNotFound')), { type: 'gone', reason: '404 ConversationNotFound' }],
    ['404, otherwise', status(404), { type: 'refused', reason: '404' }],
    ['400', status(400, fault('BadSyntax')), { type: 'refused', reason: '400 BadSyntax' }],
    ['413', status(413, fault('MessageSizeTooBig')), { type: 'refused', reason: '413 MessageSizeTooBig' }],
    ['429', status(429, fault('TooManyRequests')), { type: 'throttled' }],
    ['429, seconds', status(429, {}, { 'retry-after': '7' }), { type: 'throttled', retryAfterMs: 7_000 }],
    ['429, a past date', status(429, {}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), { type: 'throttled', retryAfterMs: 0 }],
    ['429, nonsense', status(429, {}, { 'retry-after': 'soon' }), { type: 'throttled' }],
    ['412', status(412, fault('PreconditionFailed')), { type: 'not-taken', reason: '412 PreconditionFailed' }],
    ['503', status(503), { type: 'not-taken', reason: '503' }],
    ['500', status(500), { type: 'no-answer', reason: '500' }],
    ['502', status(502), { type: 'no-answer', reason: '502' }],
    ['504', status(504), { type: 'no-answer', reason: '504' }],
    ['that is no JSON', (response) => void response.writeHead(403).end('<html>'), { type: 'refused', reason: '403' }],
  ];
  it.each(answers)('%s', async (_name, given, outcome) => {
    answer = given;
    expect(await anonymous().send(delivery())).toEqual(outcome);
    expect(seen).toHaveLength(1);
  });

  it('429 until a date', async () => {
    answer = (response) => status(429, {}, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })(response);
    const outcome = await anonymous().send(delivery());
    expect(outcome.type === 'throttled' && outcome.retryAfterMs).toBeGreaterThan(50_000);
  });

  it('that never comes, as the connection breaks', async () => {
    answer = (response) => void response.socket?.destroy();
    expect(await anonymous().send(delivery())).toMatchObject({ type: 'no-answer' });
    expect(seen).toHaveLength(1);
  });

  it('that breaks off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setImmediate(() => response.socket?.destroy());
    };
    expect(await anonymous().send(delivery())).toMatchObject({ type: 'no-answer' });
  });

  it('that never comes, as nobody listens', async () => {
    await stop();
    expect(await anonymous().send(delivery())).toEqual({ type: 'not-taken', reason: 'ECONNREFUSED' });
  });
});

describe('the token', () => {
  it('is renewed after a 401, and no more after that', async () => {
    const renewals: boolean[] = [];
    const channel = signedIn(async (renew) => {
      renewals.push(renew);
      return { token: 'abc' };
    });
    answer = status(401);
    await channel.send(delivery());
    answer = status(200);
    await channel.send(delivery());
    await channel.send(delivery());
    expect(renewals).toEqual([false, true, false]);
  });

  it('that is not given decides the outcome, without a request', async () => {
    expect(await signedIn(async () => ({ failed: { type: 'unauthorized' } })).send(delivery())).toEqual({ type: 'unauthorized' });
    expect(seen).toEqual([]);
  });
});

describe('thinking', () => {
  const inbound = () => ({
    channel: 'teams' as const,
    eventId: 'e',
    address: 'aad-somchai',
    kind: 'person' as const,
    reference: reference(),
    input: { type: 'text' as const, text: 'ก' },
    at: '2026-03-02T02:03:04.000Z',
  });

  it('is shown as typing', async () => {
    await anonymous().thinking?.(inbound());
    expect(seen.map(({ body }) => body.type)).toEqual(['typing']);
  });

  it('that fails does not matter', async () => {
    answer = status(500);
    await expect(anonymous().thinking?.(inbound())).resolves.toBeUndefined();
    await stop();
    await expect(anonymous().thinking?.(inbound())).resolves.toBeUndefined();
    const broken = signedIn(() => Promise.reject(new Error('broken')));
    await expect(broken.thinking?.(inbound())).resolves.toBeUndefined();
  });
});

it('tells the outbox what Teams can do', () => {
  const { name, bundle, perSecond, recipientsPerSend, idempotent } = anonymous();
  expect({ name, bundle, perSecond, recipientsPerSend }).toEqual({ name: 'teams', bundle: 1, perSecond: 48, recipientsPerSend: 1 });
  expect([idempotent('push'), idempotent('reply')]).toEqual([false, false]);
});
