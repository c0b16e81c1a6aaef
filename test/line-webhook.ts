/** Webhooks as LINE sends them: signed, with one reply token an event. */
import { createHmac, randomUUID } from 'node:crypto';

export const SECRET = 'secret';

export const userId = (n: number): string => `U${String(n).padStart(32, '0')}`;

export interface LineEvent {
  webhookEventId: string;
  replyToken?: string;
  [key: string]: unknown;
}

/** An event of a user; `content` says what happened. */
export const lineEvent = (user: string, content: Record<string, unknown>): LineEvent => ({
  mode: 'active',
  timestamp: Date.now(),
  source: { type: 'user', userId: user },
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  replyToken: randomUUID().replaceAll('-', ''),
  ...content,
});

export const textEvent = (user: string, text: string): LineEvent =>
  lineEvent(user, { type: 'message', message: { type: 'text', id: randomUUID(), quoteToken: 'q', text } });

export const postbackEvent = (user: string, data: string): LineEvent => lineEvent(user, { type: 'postback', postback: { data } });

/** The same event, sent once more. */
export const redelivered = (event: LineEvent): LineEvent => ({ ...event, deliveryContext: { isRedelivery: true } });

/** Posts events in one signed request and returns the status. */
export async function postWebhook(url: string, events: unknown[], secret = SECRET): Promise<number> {
  const body = JSON.stringify({ destination: userId(0), events });
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const response = await fetch(`${url}/webhooks/line`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}
