/** Questions, posted as LINE does. */
import { createHmac, randomUUID } from 'node:crypto';
import path from 'node:path';
import { request } from 'undici';
import { loadKnowledge } from '../src/ask/load.ts';

export const SECRET = 'bench-secret';

export const SEED = path.resolve(import.meta.dirname, '../prisma/seed');

/** All sample questions of the knowledge. */
export const questions = (): string[] => loadKnowledge(SEED).entries.flatMap((entry) => [entry.title, ...entry.questions]);

export interface Asked {
  user: string;
  text: string;
  replyToken?: string;
}

export interface Signed {
  headers: Record<string, string>;
  body: string;
}

/** A request of LINE's with these questions. */
export function signed(asked: Asked[]): Signed {
  const events = asked.map(({ user, text, replyToken = randomUUID() }) => ({
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    source: { type: 'user', userId: user },
    webhookEventId: randomUUID(),
    deliveryContext: { isRedelivery: false },
    replyToken,
    message: { type: 'text', id: randomUUID(), quoteToken: 'q', text },
  }));
  const body = JSON.stringify({ destination: 'U0', events });
  const signature = createHmac('sha256', SECRET).update(body).digest('base64');
  return { headers: { 'content-type': 'application/json', 'x-line-signature': signature }, body };
}

export const WEBHOOK = '/webhooks/line';

/** Posts a request; throws for anything but 200. */
export async function post(url: string, { headers, body }: Signed): Promise<void> {
  const answer = await request(`${url}${WEBHOOK}`, { method: 'POST', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`a webhook was answered with ${answer.statusCode}`);
}
