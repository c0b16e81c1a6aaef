/** Webhook requests as LINE sends them, for the tests of this folder. */
import { createHmac, randomUUID } from 'node:crypto';
import type { InboundInput, Received } from '../../../src/channels/channel.ts';
import { makeLineChannel } from '../../../src/channels/line/channel.ts';

export const SECRET = 'a channel secret';
export const USER = `U${'1'.repeat(32)}`;
export const GROUP = `C${'2'.repeat(32)}`;
export const AT = Date.UTC(2026, 0, 15, 3, 0, 0);

export const fromUser = { type: 'user', userId: USER };
export const inGroup = { type: 'group', groupId: GROUP, userId: USER };

const channel = makeLineChannel({ channelSecret: SECRET, accessToken: 'tok', baseUrl: 'http://127.0.0.1:9' });

export const sign = (body: string | Uint8Array): string => createHmac('sha256', SECRET).update(body).digest('base64');

export const event = (content: object): Record<string, unknown> => ({
  mode: 'active',
  timestamp: AT,
  source: fromUser,
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  replyToken: 'a'.repeat(32),
  ...content,
});

export const textEvent = (text: string, more: object = {}, message: object = {}): Record<string, unknown> =>
  event({ type: 'message', message: { type: 'text', id: '468789577898262530', quoteToken: 'q', text, ...message }, ...more });

/** Hands a body to the channel, signed unless a signature is given. */
export async function receiveRaw(body: string | Uint8Array, signature: string | undefined = sign(body)): Promise<Received> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (!channel.receive) throw new Error('the channel takes no webhooks');
  return channel.receive({ headers: { 'x-line-signature': signature }, body: bytes });
}

export const receive = (events: unknown): Promise<Received> => receiveRaw(JSON.stringify({ destination: USER, events }));

/** What the channel made of one event that it could read. */
export async function inputOf(one: object): Promise<InboundInput> {
  const received = await receive([one]);
  const [inbound] = received.events;
  if (received.status !== 200 || !inbound) throw new Error(`not read: ${JSON.stringify(received)}`);
  return inbound.input;
}
