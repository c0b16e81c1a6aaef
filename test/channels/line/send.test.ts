import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Delivery, Inbound } from '../../../src/channels/channel.ts';
import { makeLineChannel } from '../../../src/channels/line/channel.ts';
import { outcomeOf } from '../../../src/channels/line/outcome.ts';
import { AT, GROUP, USER } from './webhook.ts';

interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}
type Answer = { status: number; body?: unknown } | 'reset';

let server: Server;
let channel: Channel;
let calls: Call[];
let answer: Answer;

beforeEach(async () => {
  calls = [];
  answer = { status: 200 };
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    calls.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    if (answer === 'reset') return request.socket.destroy();
    return response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  channel = makeLineChannel({ channelSecret: 's', accessToken: 'tok', baseUrl: baseUrl() });
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function baseUrl(): string {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const KEY = '123e4567-e89b-42d3-a456-426614174000';
const delivery = (more: Partial<Delivery> = {}): Delivery => ({ address: USER, messages: [{ text: 'สวัสดี' }], retryKey: KEY, ...more });
const messages = [{ type: 'text', text: 'สวัสดี' }];

describe('one request is made', () => {
  it('to push, with the retry key', async () => {
    expect(await channel.send(delivery())).toEqual({ type: 'accepted' });
    expect(calls).toMatchObject([
      { path: '/v2/bot/message/push', headers: { authorization: 'Bearer tok', 'x-line-retry-key': KEY }, body: { to: USER, messages } },
    ]);
  });

  it('to reply, without a retry key, which LINE would refuse', async () => {
    expect(await channel.send(delivery({ replyToken: 'token' }))).toEqual({ type: 'accepted' });
    expect(calls).toMatchObject([{ path: '/v2/bot/message/reply', body: { replyToken: 'token', messages } }]);
    expect(calls[0]?.headers).not.toHaveProperty('x-line-retry-key');
  });

  it('to many at once', async () => {
    const recipients = [USER, `U${'3'.repeat(32)}`];
    expect(await channel.send(delivery({ recipients }))).toEqual({ type: 'accepted' });
    expect(calls).toMatchObject([
      { path: '/v2/bot/message/multicast', headers: { 'x-line-retry-key': KEY }, body: { to: recipients, messages } },
    ]);
  });

  it('and no second one when it fails', async () => {
    answer = { status: 500 };
    await channel.send(delivery());
    answer = 'reset';
    await channel.send(delivery());
    expect(calls).toHaveLength(2);
  });
});

describe('an answer means', () => {
  it.each([
    ['accepted', 200, {}, { type: 'accepted' }],
    ['accepted before', 409, { message: 'The retry key is already accepted' }, { type: 'accepted' }],
    [
      'refused',
      400,
      { message: 'The request body has 1 error(s)', details: [{ message: 'May not be empty', property: 'messages[0].text' }] },
      { type: 'refused', reason: '400 The request body has 1 error(s); messages[0].text: May not be empty' },
    ],
    ['refused', 403, { message: 'Forbidden' }, { type: 'refused', reason: '403 Forbidden' }],
    ['refused', 404, '<html>', { type: 'refused', reason: '404' }],
    ['refused', 413, '', { type: 'refused', reason: '413' }],
    ['not our token', 401, { message: 'Authentication failed.' }, { type: 'unauthorized' }],
    ['too fast', 429, { message: 'The API rate limit has been exceeded. Try again later.' }, { type: 'throttled' }],
    ['used up', 429, { message: 'You have reached your monthly limit.' }, { type: 'quota' }],
    ['unclear', 500, { message: 'Internal error' }, { type: 'no-answer', reason: '500 Internal error' }],
    ['unclear', 503, null, { type: 'no-answer', reason: '503' }],
  ])('%s: %i', async (_, status, body, outcome) => {
    answer = { status, body };
    expect(await channel.send(delivery())).toEqual(outcome);
  });

  it('a stale reply, where a reply token is not valid any more', async () => {
    answer = { status: 400, body: { message: 'Invalid reply token' } };
    expect(await channel.send(delivery({ replyToken: 'token' }))).toEqual({ type: 'stale-reply' });
    expect(await channel.send(delivery())).toMatchObject({ type: 'refused' });
  });

  it('a refusal whose reason names no user', async () => {
    answer = { status: 400, body: { message: `Failed to send to ${USER} in ${GROUP}` } };
    expect(await channel.send(delivery())).toEqual({ type: 'refused', reason: '400 Failed to send to [id] in [id]' });
  });
});

describe('no answer', () => {
  it('after a broken connection leaves open whether it was accepted', async () => {
    answer = 'reset';
    expect(await channel.send(delivery())).toMatchObject({ type: 'no-answer' });
    expect(calls).toHaveLength(1);
  });

  it('where nobody listens means that nothing was accepted', async () => {
    const closed = makeLineChannel({ channelSecret: 's', accessToken: 'tok', baseUrl: baseUrl() });
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect(await closed.send(delivery())).toEqual({ type: 'not-taken', reason: 'ECONNREFUSED' });
  });

  it('within the time leaves it open', () => {
    expect(outcomeOf({ type: 'no-answer', reason: 'TimeoutError' }, 'push')).toEqual({ type: 'no-answer', reason: 'TimeoutError' });
  });
});

describe('thinking', () => {
  const inbound: Inbound = {
    channel: 'line',
    eventId: 'e',
    address: USER,
    kind: 'person',
    input: { type: 'text', text: 'x' },
    at: new Date(AT).toISOString(),
  };

  it('shows the loading animation to a person, not to a group', async () => {
    await channel.thinking?.(inbound);
    await channel.thinking?.({ ...inbound, address: GROUP, kind: 'group' });
    expect(calls).toMatchObject([{ path: '/v2/bot/chat/loading/start', body: { chatId: USER, loadingSeconds: 20 } }]);
  });

  it('does not mind a failure', async () => {
    answer = 'reset';
    await expect(channel.thinking?.(inbound)).resolves.toBeUndefined();
    expect(calls).toHaveLength(1);
  });
});

it('a send carries what LINE takes', () => {
  expect(channel).toMatchObject({ name: 'line', bundle: 5, recipientsPerSend: 500, perSecond: 200 });
  expect([channel.idempotent('push'), channel.idempotent('reply')]).toEqual([true, true]);
});
