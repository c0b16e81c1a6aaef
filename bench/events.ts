/** Questions, posted as LINE does. */
import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { loadKnowledge } from '../src/ask/load.ts';

export const SECRET = 'bench-secret';

export const SEED = path.resolve(import.meta.dirname, '../prisma/seed');

/** All sample questions of the knowledge. */
export const questions = (): string[] => loadKnowledge(SEED).entries.flatMap((entry) => [entry.title, ...entry.questions]);

const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });

export interface Asked {
  user: string;
  text: string;
  replyToken?: string;
}

/** Posts questions in one signed request; throws for anything but 200. */
export async function postEvents(url: string, asked: Asked[]): Promise<void> {
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
  const status = await post(`${url}/webhooks/line`, body, { 'content-type': 'application/json', 'x-line-signature': signature });
  if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
}

const post = (url: string, body: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.on('error', reject).end(body);
  });
