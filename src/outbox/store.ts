/**
 * The outbox: messages on their way out, claimed by one sender at a time, in order within a lane. A claim is the durable
 * sign that an attempt is being made: after it, only the platform knows whether the message was accepted.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ChannelName, channelNames } from '../channels/channel.ts';
import { type Database, isTransient, Prisma, type Session } from '../db/client.ts';
import { insist } from '../db/insist.ts';
import { type Message, messagesSchema } from '../dialog/message.ts';
import { noteGone } from '../people/store.ts';

/** Longer than the slowest attempt (5 s) with its wait for a place, and short enough to recover within 30 s. */
const LEASE_SECONDS = 20;
const GIVE_BACK_WITHIN_MS = 5_000;

const rowSchema = z.object({
  id: z.bigint(),
  channel: z.enum(channelNames),
  address: z.string(),
  purpose: z.enum(['answer', 'nudge', 'broadcast']),
  cause: z.string(),
  reference: z.unknown(),
  recipients: z.array(z.string()).nullable(),
  messages: z.unknown(),
  reply_token: z.string().nullable(),
  reply_until: z.date().nullable(),
  retry_key: z.string(),
  attempts: z.number(),
  doubtful: z.boolean(),
  created_at: z.date(),
  broadcast_id: z.string().nullable(),
});

/** Named one by one: a statement prepared before a migration stays valid after it. */
const COLUMNS = Prisma.raw(Object.keys(rowSchema.shape).join(', '));

export type OutboxRow = Omit<ReturnType<typeof toRow>, 'messages'> & { messages: Message[] };

export interface NewMessage {
  channel: ChannelName;
  address: string;
  purpose: 'answer' | 'nudge' | 'broadcast';
  /** What makes it one: the same cause is stored once. */
  cause: string;
  personId?: string;
  reference?: unknown;
  recipients?: string[];
  messages: z.infer<typeof messagesSchema>;
  broadcastId?: string;
}

export type OutboxStore = ReturnType<typeof outboxStore>;

export function outboxStore(db: Database) {
  return {
    /**
     * Claims due rows of the channels named, at most one of a lane, as they come. Only an earlier answer that could go
     * out itself holds others back: a reminder may wait for the morning, a page for a paused broadcast, a push for days.
     */
    async claim(channels: ChannelName[], withoutPushes: ChannelName[], limit: number): Promise<OutboxRow[]> {
      if (channels.length === 0) return [];
      const claim = randomUUID();
      try {
        return await claimAs(db, claim, channels, withoutPushes, limit);
      } catch (error) {
        if (isTransient(error)) await giveBack(db, claim).catch(() => undefined);
        throw error;
      }
    },

    /** Rows whose sender died, taken over for a verdict. */
    async claimOrphans(limit: number): Promise<OutboxRow[]> {
      const claim = randomUUID();
      const rows = await db.hot.query<unknown[]>`
        UPDATE outbox_message SET claim = ${claim}::uuid, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
        WHERE id IN (SELECT id FROM outbox_message WHERE status = 'sending' AND lease_until < now() ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING ${COLUMNS}`;
      return readable(db, rows, claim);
    },

    /** Ends rows: sent, failed or unknown. */
    async finish(rows: OutboxRow[], status: 'sent' | 'failed' | 'unknown', reason?: string): Promise<void> {
      await db.hot.execute`
        UPDATE outbox_message SET status = ${status}::outbox_status, reason = ${reason?.slice(0, 300) ?? null}, finished_at = now(), lease_until = NULL
        WHERE id = ANY(${rows.map((row) => row.id)}) AND claim = ANY(${rows.map((row) => row.claim)}::uuid[]) AND finished_at IS NULL`;
    },

    /** Ends a row as failed, and its address as gone. */
    async finishGone(row: OutboxRow, reason: string): Promise<void> {
      await db.$transaction(async (session) => {
        await session.$executeRaw`
          UPDATE outbox_message SET status = 'failed', reason = ${reason.slice(0, 300)}, finished_at = now(), lease_until = NULL
          WHERE id = ${row.id} AND claim = ${row.claim}::uuid`;
        await noteGone(session, row.channel, row.address);
      });
    },

    /** Puts a row back for another attempt. `uncounted`: no attempt was made. */
    async putBack(row: OutboxRow, at: Date, how: { reason: string; doubtful: boolean; useReply?: false; uncounted?: true }): Promise<void> {
      await db.hot.execute`
        UPDATE outbox_message SET status = 'waiting', next_attempt_at = ${at}, reason = ${how.reason.slice(0, 300)}, doubtful = ${how.doubtful},
          attempts = attempts - ${how.uncounted ? 1 : 0}, claim = NULL, lease_until = NULL,
          reply_token = CASE WHEN ${how.useReply === false} THEN NULL ELSE reply_token END
        WHERE id = ${row.id} AND claim = ${row.claim}::uuid AND status = 'sending'`;
    },

    /** Replaces a page that was refused by its two halves, each with a key of its own. */
    async split(row: OutboxRow, reason: string): Promise<void> {
      const all = row.recipients ?? [];
      const middle = Math.ceil(all.length / 2);
      const halves = [all.slice(0, middle), all.slice(middle)].map((recipients, index) => ({ recipients, cause: `${row.cause}/${index}` }));
      await db.$transaction(async (session) => {
        const ended = await session.$executeRaw`
          UPDATE outbox_message SET status = 'failed', reason = ${`split: ${reason}`.slice(0, 300)}, finished_at = now(), lease_until = NULL
          WHERE id = ${row.id} AND claim = ${row.claim}::uuid AND status = 'sending'`;
        if (ended !== 1) return;
        for (const half of halves) await splitOff(session, row, half);
      });
    },

    /** How many messages wait, and how many ended with their delivery unknown. */
    async counts(): Promise<{ waiting: number; unknown: number }> {
      const [row] = await db.hot.query<{ waiting: number; unknown: number }[]>`
        SELECT (SELECT count(*)::int FROM outbox_message WHERE status IN ('waiting', 'sending')) AS waiting,
          (SELECT count(*)::int FROM outbox_message WHERE status = 'unknown') AS unknown`;
      return row ?? { waiting: 0, unknown: 0 };
    },
  };
}

async function claimAs(
  db: Database,
  claim: string,
  channels: ChannelName[],
  withoutPushes: ChannelName[],
  limit: number,
): Promise<OutboxRow[]> {
  const rows = await db.hot.query<unknown[]>`
    UPDATE outbox_message SET status = 'sending', attempts = attempts + 1, claim = ${claim}::uuid,
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      reply_token = CASE WHEN reply_until <= now() AND NOT doubtful THEN NULL ELSE reply_token END
    WHERE id = ANY(ARRAY(
      SELECT id FROM outbox_message m
      WHERE status = 'waiting' AND next_attempt_at <= now() AND channel = ANY(${channels}::channel_name[])
        AND (channel <> ALL(${withoutPushes}::channel_name[]) OR reply_until > now())
        AND (broadcast_id IS NULL OR EXISTS (SELECT FROM broadcast b WHERE b.id = broadcast_id AND b.status = 'sending'))
        AND (SELECT o.id FROM outbox_message o WHERE o.lane = m.lane AND o.id + 0 < m.id AND o.status < 'sent'
          AND (o.status = 'sending' OR (o.purpose = 'answer' AND (o.channel <> ALL(${withoutPushes}::channel_name[]) OR o.reply_until > now())))
          LIMIT 1) IS NULL
      ORDER BY next_attempt_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED))
    RETURNING ${COLUMNS}`;
  return (await readable(db, rows, claim)).sort((a, b) => Number(a.id - b.id));
}

/** A claim may stand although its answer was lost: then no attempt was made for its rows, and their delivery is not unknown. */
async function giveBack(db: Database, claim: string): Promise<void> {
  const back = () => db.hot.execute`
    UPDATE outbox_message SET status = 'waiting', claim = NULL, lease_until = NULL, attempts = attempts - 1 WHERE claim = ${claim}::uuid AND status = 'sending'`;
  await insist(back, GIVE_BACK_WITHIN_MS);
}

/** Puts messages into the outbox within a transaction of the caller; a cause that stands there already is passed over. */
export async function enqueue(session: Session, messages: NewMessage[]): Promise<number> {
  const { count } = await session.outboxMessage.createMany({
    skipDuplicates: true,
    data: messages.map(({ channel, address, purpose, cause, personId, reference, recipients, messages: said, broadcastId }) => ({
      channel,
      address,
      lane: recipients ? cause : `${channel}:${address}`,
      purpose,
      cause,
      personId: personId ?? null,
      broadcastId: broadcastId ?? null,
      reference: reference === undefined || reference === null ? Prisma.DbNull : (reference as Prisma.InputJsonValue),
      recipients: recipients ?? Prisma.DbNull,
      messages: said,
      retryKey: randomUUID(),
    })),
  });
  return count;
}

async function splitOff(session: Session, row: OutboxRow, { recipients, cause }: { recipients: string[]; cause: string }): Promise<void> {
  const only = recipients.length === 1 ? recipients[0] : undefined;
  await enqueue(session, [
    {
      channel: row.channel,
      address: only ?? row.address,
      purpose: 'broadcast',
      cause,
      messages: row.messages,
      ...(only === undefined && { recipients }),
      ...(row.broadcastId && { broadcastId: row.broadcastId }),
    },
  ]);
  await session.$executeRaw`UPDATE recipient SET cause = ${cause} WHERE broadcast_id = ${row.broadcastId}::uuid AND cause = ${row.cause} AND address = ANY(${recipients})`;
}

/** The claimed rows; those of a form that today's schema does not know have failed, for they must not hold up the others. */
async function readable(db: Database, raw: unknown[], claim: string): Promise<OutboxRow[]> {
  const read = raw.map((row) => toRow(row, claim)).map((row) => ({ row, messages: messagesSchema.safeParse(row.messages) }));
  const odd = read.flatMap(({ row, messages }) => (messages.success ? [] : [row.id]));
  if (odd.length > 0)
    await db.hot
      .execute`UPDATE outbox_message SET status = 'failed', reason = 'unreadable message', finished_at = now(), lease_until = NULL WHERE id = ANY(${odd})`;
  return read.flatMap(({ row, messages }) => (messages.success ? [{ ...row, messages: messages.data }] : []));
}

function toRow(raw: unknown, claim: string) {
  const row = rowSchema.parse(raw);
  return {
    id: row.id,
    claim,
    channel: row.channel,
    address: row.address,
    purpose: row.purpose,
    cause: row.cause,
    reference: row.reference,
    recipients: row.recipients,
    messages: row.messages,
    replyToken: row.reply_token,
    replyUntil: row.reply_until,
    retryKey: row.retry_key,
    attempts: row.attempts,
    doubtful: row.doubtful,
    createdAt: row.created_at,
    broadcastId: row.broadcast_id,
  };
}
