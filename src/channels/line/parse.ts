/** The body of a webhook request as neutral events. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Received } from '../channel.ts';
import { readEvent } from './event.ts';

const requestSchema = z.object({ events: z.array(z.unknown()) });

/**
 * Parses a body whose signature was checked. Each event is read on its own: one that cannot be read is set aside and
 * its neighbours go on. No events at all (the console's "verify") is 200; a body of another form is 400.
 */
export function parseWebhook(body: Uint8Array): Received {
  const request = requestSchema.safeParse(jsonOf(body));
  if (!request.success) return { status: 400, events: [], setAside: [], reason: 'body is not a webhook request' };
  const digest = () => createHash('sha256').update(body).digest('hex').slice(0, 32);
  const readings = request.data.events.map((event, index) => readEvent(event, () => `unread-${digest()}-${index}`));
  return {
    status: 200,
    events: readings.flatMap((reading) => (reading.type === 'inbound' ? [reading.inbound] : [])),
    setAside: readings.flatMap((reading) => (reading.type === 'aside' ? [reading.aside] : [])),
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
