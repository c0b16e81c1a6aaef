/**
 * The edge for platforms: a raw body of bounded size goes to the channel, its events are stored, and only then is the
 * request answered. Bare handlers without middleware, for every message of every official passes here.
 */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Channel, RawRequest, Received } from '../channels/channel.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Metrics } from '../lib/metrics.ts';

export interface WebhookParts {
  /** Stores events durably before it returns; throws when the database is away. */
  accept: (received: Pick<Received, 'events' | 'setAside'>) => Promise<void>;
  log: Log;
  metrics: Metrics;
}

/** The largest request we read, in bytes: a hundred events of the longest text. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** Requests in hand beyond which we ask the platform to come back later. */
const MOST_IN_HAND = 500;

/** One POST route a channel, at the path given. */
export function webhooks(paths: ReadonlyMap<string, Channel>, parts: WebhookParts): Hono {
  const app = new Hono();
  let inHand = 0;
  for (const [path, channel] of paths) {
    app.post(path, async (c) => {
      if (inHand >= MOST_IN_HAND) return busy(c);
      inHand += 1;
      try {
        return await takeIn(c, channel, parts);
      } finally {
        inHand -= 1;
      }
    });
  }
  return app;
}

async function takeIn(c: Context, channel: Channel, { accept, log, metrics }: WebhookParts): Promise<Response> {
  const headers = headersOf(c);
  const body = await readBody(c.req.raw, headers['content-length']);
  if (!body || !channel.receive) return c.body(null, 413);
  // Only what is not the sender's fault is thrown: signing keys that cannot be fetched.
  const received = await channel
    .receive({ headers, body })
    .catch((error: unknown) => void log.error({ err: error, channel: channel.name }, 'a webhook could not be verified'));
  if (!received) return busy(c);
  if (received.status !== 200) {
    metrics.refusals.inc({ channel: channel.name, status: String(received.status) });
    log.warn({ channel: channel.name, status: received.status, reason: received.reason }, 'webhook refused');
    return c.body(null, received.status);
  }
  try {
    await accept(received);
  } catch (error) {
    log.error({ channel: channel.name, reason: reasonOf(error).split('\n').at(-1) }, 'events could not be stored');
    return busy(c);
  }
  metrics.events.inc({ channel: channel.name, outcome: 'accepted' }, received.events.length);
  if (received.setAside.length > 0) metrics.events.inc({ channel: channel.name, outcome: 'set-aside' }, received.setAside.length);
  return received.answer === undefined ? c.body(null, 200) : c.json(received.answer, 200);
}

const busy = (c: Context): Response => c.body(null, 503, { 'retry-after': '2' });

/** The body's bytes; undefined when it is larger than the limit, whatever its headers say. */
async function readBody(request: Request, announced: string | string[] | undefined): Promise<Uint8Array | undefined> {
  if (announced === undefined) return readStream(request.body);
  // The server cuts a body off where its announced length ends.
  return Number(announced) > BODY_LIMIT ? undefined : new Uint8Array(await request.arrayBuffer());
}

/** Reads a body of unknown length no further than the limit. */
async function readStream(body: Request['body']): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** As Node's server read them, where it did: making Headers of them costs as much as parsing the events. */
const headersOf = (c: Context): RawRequest['headers'] =>
  (c.env as Partial<HttpBindings> | undefined)?.incoming?.headers ?? Object.fromEntries(c.req.raw.headers);
