/** One webhook event of LINE, read into neutral terms or set aside with its reason. */
import { z } from 'zod';
import type { Inbound, InboundInput, SetAside } from '../channel.ts';
import { idSchema, nameSchema } from './fields.ts';
import { inputSchemaOf } from './input.ts';

/** A reply token works for about a minute from the event on; this much of it is ours to use. */
const REPLY_MS = 50_000;
const YEAR_2100 = Date.UTC(2100, 0, 1);
const REASON_LIMIT = 300;
const NOBODY = 'unknown';

const userSource = z.object({ type: z.literal('user'), userId: idSchema });
const groupSource = z.object({ type: z.literal('group'), groupId: idSchema });
const roomSource = z.object({ type: z.literal('room'), roomId: idSchema });
const sourceSchema = z
  .discriminatedUnion('type', [userSource, groupSource, roomSource], 'names nobody to answer')
  .transform((source): Pick<Inbound, 'address' | 'kind'> => {
    if (source.type === 'user') return { address: source.userId, kind: 'person' };
    return { address: source.type === 'group' ? source.groupId : source.roomId, kind: 'group' };
  });

const envelopeSchema = z.object({
  type: nameSchema,
  mode: z.string().optional(),
  webhookEventId: idSchema,
  timestamp: z.int().min(0).max(YEAR_2100),
  source: sourceSchema,
  replyToken: idSchema.optional().catch(undefined),
});
type Envelope = z.infer<typeof envelopeSchema>;

/** What can still be told of an event that does not fit the envelope. */
const tracesSchema = z
  .object({ webhookEventId: idSchema.optional().catch(undefined), source: sourceSchema.optional().catch(undefined) })
  .catch({ webhookEventId: undefined, source: undefined });

type Reading = { type: 'inbound'; inbound: Inbound } | { type: 'aside'; aside: SetAside };

/**
 * Reads one event, and never throws. `spareId` makes what stands for an event without a readable id of its own; it has to
 * be the same when the same request comes again.
 */
export function readEvent(event: unknown, spareId: () => string): Reading {
  const envelope = envelopeSchema.safeParse(event);
  if (!envelope.success) return setAside(event, spareId, envelope.error);
  const { type, mode, source } = envelope.data;
  if (mode === 'standby') return inboundOf(envelope.data, { type: 'ignored', what: 'standby' });
  const input = inputSchemaOf(type, source.kind).safeParse(event);
  return input.success ? inboundOf(envelope.data, input.data) : setAside(event, spareId, input.error);
}

/** The reply token's time runs from the event itself, so a redelivery that comes late carries one that is over. */
function inboundOf({ webhookEventId, timestamp, source, replyToken }: Envelope, input: InboundInput): Reading {
  const reply = replyToken && { token: replyToken, until: new Date(timestamp + REPLY_MS).toISOString() };
  const at = new Date(timestamp).toISOString();
  return { type: 'inbound', inbound: { channel: 'line', eventId: webhookEventId, ...source, input, at, ...(reply && { reply }) } };
}

/** The reason names fields and rules, never values: it holds no text and no user id. */
function setAside(event: unknown, spareId: () => string, error: z.ZodError): Reading {
  const { webhookEventId = spareId(), source } = tracesSchema.parse(event);
  const reason = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return {
    type: 'aside',
    aside: { channel: 'line', eventId: webhookEventId, address: source?.address ?? NOBODY, reason: reason.slice(0, REASON_LIMIT) },
  };
}
