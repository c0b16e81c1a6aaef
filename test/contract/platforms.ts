/**
 * The channels as their platforms see them: a small server in the platform's place that keeps what it is sent, and the
 * events the platform would make of what people do there.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel, Delivery, RawRequest } from '../../src/channels/channel.ts';
import { makeLineChannel } from '../../src/channels/line/channel.ts';
import { makeTeamsChannel } from '../../src/channels/teams/channel.ts';

export type Happening = { type: 'text'; text: string } | { type: 'press'; data: string } | { type: 'arrived' } | { type: 'left' };

interface Sent {
  path: string;
  body: unknown;
}

/** How the server answers the next requests. */
export type Mood = (response: ServerResponse) => void;
export const status =
  (code: number, body: object = {}): Mood =>
  (response) =>
    void response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
export const reset: Mood = (response) => void response.socket?.destroy();
export const hang: Mood = () => undefined;

export interface Platform {
  channel: Channel;
  /** What the server was sent. */
  sent: Sent[];
  mood: Mood;
  /** A delivery to a person of the platform. */
  delivery: (more?: Partial<Delivery>) => Delivery;
  /** A webhook request in which this happened; the same id for the same event sent again. */
  event: (happening: Happening, id?: string) => RawRequest;
  /** A webhook request that carries this body, let in. */
  raw: (body: string) => RawRequest;
  /** Stops listening: whatever is sent from now on reaches nobody. */
  close: () => Promise<void>;
}

const USER = `U${'1'.repeat(32)}`;
const SECRET = 'secret';

async function open(make: (origin: string) => Omit<Platform, 'sent' | 'mood' | 'close'>): Promise<Platform> {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    sent.push({ path: request.url ?? '', body: JSON.parse(await textOf(request)) });
    platform.mood(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const platform: Platform = { ...make(origin), sent, mood: status(200), close };
  return platform;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const openLine = (): Promise<Platform> =>
  open((baseUrl) => {
    const raw = (body: string): RawRequest => ({
      headers: { 'x-line-signature': createHmac('sha256', SECRET).update(body).digest('base64') },
      body: bytes(body),
    });
    return {
      channel: makeLineChannel({ channelSecret: SECRET, accessToken: 'token', baseUrl }),
      raw,
      event: (happening, id = randomUUID()) => raw(JSON.stringify({ destination: USER, events: [lineEvent(happening, id)] })),
      delivery: (more = {}) => ({ address: USER, messages: [{ text: 'สวัสดี' }], retryKey: randomUUID(), ...more }),
    };
  });

const lineEvent = (happening: Happening, webhookEventId: string) => ({
  mode: 'active',
  timestamp: Date.UTC(2026, 10, 20),
  source: { type: 'user', userId: USER },
  webhookEventId,
  deliveryContext: { isRedelivery: false },
  replyToken: 'r'.repeat(32),
  ...lineContent(happening),
});

function lineContent(happening: Happening): object {
  switch (happening.type) {
    case 'text':
      return { type: 'message', message: { type: 'text', id: '1', quoteToken: 'q', text: happening.text } };
    case 'press':
      return { type: 'postback', postback: { data: happening.data } };
    case 'arrived':
      return { type: 'follow', follow: { isUnblocked: false } };
    case 'left':
      return { type: 'unfollow' };
  }
}

export const openTeams = (): Promise<Platform> =>
  open((origin) => {
    const raw = (body: string): RawRequest => ({ headers: { 'content-type': 'application/json' }, body: bytes(body) });
    const reference = { serviceUrl: `${origin}/`, conversationId: 'a:1', channelId: 'msteams', botId: '28:bot', userId: '29:somchai' };
    return {
      channel: makeTeamsChannel({ serviceUrls: [], tenants: [] }, { host: '127.0.0.1' }),
      raw,
      event: (happening, id = randomUUID()) => raw(JSON.stringify({ ...teamsActivity(id, `${origin}/`), ...teamsContent(happening) })),
      delivery: (more = {}) => ({ address: 'aad-somchai', reference, messages: [{ text: 'สวัสดี' }], retryKey: randomUUID(), ...more }),
    };
  });

const teamsActivity = (id: string, serviceUrl: string) => ({
  id,
  timestamp: '2026-11-20T00:00:00.000Z',
  serviceUrl,
  channelId: 'msteams',
  from: { id: '29:somchai', aadObjectId: 'aad-somchai' },
  recipient: { id: '28:bot' },
  conversation: { conversationType: 'personal', id: 'a:1' },
});

function teamsContent(happening: Happening): object {
  switch (happening.type) {
    case 'text':
      return { type: 'message', text: happening.text };
    case 'press':
      return {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'press', data: { press: happening.data } } },
      };
    case 'arrived':
      return { type: 'installationUpdate', action: 'add' };
    case 'left':
      return { type: 'installationUpdate', action: 'remove' };
  }
}

/** The data of every button that a platform was sent, wherever it stands: LINE's postbacks, Teams' Action.Execute. */
export function pressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pressesIn);
  if (!value || typeof value !== 'object') return [];
  if ('type' in value && value.type === 'postback' && 'data' in value) return [String(value.data)];
  if ('type' in value && value.type === 'Action.Execute' && 'data' in value) return [String((value.data as { press: unknown }).press)];
  return Object.values(value).flatMap(pressesIn);
}
