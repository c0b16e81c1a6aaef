/** Webhooks as the platforms send them: signed events of LINE, activities of Teams. */
import { createHmac, randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { LINE_SECRET } from './service.ts';

/** A LINE user id made of a number. */
export const lineUser = (n: number): string => `U${n.toString(16).padStart(32, '0')}`;

export type LineEvent = Record<string, unknown> & { webhookEventId: string };

const event = (user: string, content: object): LineEvent => ({
  mode: 'active',
  timestamp: Date.now(),
  source: { type: 'user', userId: user },
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  replyToken: randomUUID().replaceAll('-', ''),
  ...content,
});

export const said = (user: string, text: string, more: object = {}): LineEvent =>
  event(user, { type: 'message', message: { type: 'text', id: String(Math.floor(Math.random() * 1e15)), quoteToken: 'q', text }, ...more });

/** Something said whose answer has to be pushed, as there is no reply token. */
export const saidWithoutToken = (user: string, text: string): LineEvent => said(user, text, { replyToken: undefined });

export const pressed = (user: string, data: string, more: object = {}): LineEvent =>
  event(user, { type: 'postback', postback: { data }, ...more });

export const followed = (user: string, more: object = {}): LineEvent =>
  event(user, { type: 'follow', follow: { isUnblocked: false }, ...more });

export const unfollowed = (user: string, more: object = {}): LineEvent => event(user, { type: 'unfollow', replyToken: undefined, ...more });

/** The same event as the platform sends it again. */
export const again = (one: LineEvent): LineEvent => ({ ...one, deliveryContext: { isRedelivery: true } });

export const bodyOf = (events: unknown[]): string => JSON.stringify({ destination: lineUser(0), events });

export const signatureOf = (body: string): string => createHmac('sha256', LINE_SECRET).update(body).digest('base64');

/** Posts events signed; the status, or what went wrong on the way. Without an agent, on a connection of their own. */
export const postLine = (url: string, events: unknown[], agent?: Agent): Promise<number | string> =>
  postSigned(url, bodyOf(events), undefined, agent);

/** Posts a body as it is, with its own signature or another one ('' for none). */
export const postSigned = (url: string, body: string, signature: string = signatureOf(body), agent?: Agent): Promise<number | string> =>
  post(
    `${url}/webhooks/line`,
    body,
    { 'user-agent': 'LineBotWebhook/2.0', ...(signature !== '' && { 'x-line-signature': signature }) },
    agent,
  );

export type Activity = Record<string, unknown> & { id: string; conversation: { id: string; conversationType: string; tenantId: string } };

/** A message of a person in Teams, to be answered at `serviceUrl`. */
export const activity = (user: string, text: string, serviceUrl: string): Activity => ({
  type: 'message',
  id: randomUUID(),
  timestamp: new Date().toISOString(),
  serviceUrl,
  channelId: 'msteams',
  from: { id: `29:${user}`, name: 'ผู้ใช้ทดสอบ', aadObjectId: `aad-${user}` },
  conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: `a:${user}` },
  recipient: { id: '28:bot', name: 'bot' },
  channelData: { tenant: { id: 'tenant-1' } },
  locale: 'th-TH',
  text,
  textFormat: 'plain',
});

export const postTeams = (url: string, one: Activity, headers: Record<string, string> = {}): Promise<number | string> =>
  post(`${url}/api/messages`, JSON.stringify(one), headers);

/** The id under which an activity is stored. */
export const teamsEventId = (one: Activity): string => `${one.conversation.id}:${one.id}`;

const ANSWER_WITHIN_MS = 15_000;

function post(url: string, body: string, headers: Record<string, string>, agent?: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      agent: agent ?? false,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      timeout: ANSWER_WITHIN_MS,
    });
    sent.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', (error) => resolve(error.message));
    });
    sent.once('timeout', () => sent.destroy(new Error('timeout')));
    sent.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    sent.end(body);
  });
}
