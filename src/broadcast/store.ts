/** Broadcasts in the database: estimate, pages with a checkpoint, progress. */
import { z } from 'zod';
import type { ChannelName } from '../channels/channel.ts';
import { type Database, Prisma, type Session } from '../db/client.ts';
import { type Message, messagesSchema } from '../dialog/message.ts';
import { enqueue } from '../outbox/store.ts';
import { type Audience, audienceSchema } from './audience.ts';

export type BroadcastStatus = 'sending' | 'paused' | 'done' | 'stopped';

export interface Progress {
  status: BroadcastStatus;
  planned: number;
  sent: number;
  failed: number;
  unknown: number;
}

/** How many people a page holds, and whether one send reaches them all. */
export interface PageForm {
  people: number;
  together: boolean;
}

/**
 * A page that was put into the outbox; the end of the audience, with messages still on their way (`end`) or all settled
 * and the broadcast ended by it (`done`); or why nothing was done.
 */
export type PageOutcome = { type: 'page'; people: number } | { type: 'end' } | { type: 'done' } | { type: 'not-sending' };

/** Why a message ended that was not sent any more. */
const STOPPED = 'stopped';

const broadcastSchema = z.object({
  id: z.string(),
  status: z.enum(['sending', 'paused', 'done', 'stopped']),
  checkpoint: z.string(),
  frozen_at: z.date(),
  message: messagesSchema,
  audience: audienceSchema,
});
type BroadcastRow = z.infer<typeof broadcastSchema>;

const summarySchema = z.object({
  id: z.string(),
  status: broadcastSchema.shape.status,
  message: messagesSchema,
  audience: audienceSchema,
  estimate: z.record(z.string(), z.number()),
  createdAt: z.date(),
});
/** A broadcast as a list shows it. */
export type BroadcastSummary = z.infer<typeof summarySchema>;

interface Reached {
  person_id: string;
  address: string;
  reference: unknown;
}

export type BroadcastStore = ReturnType<typeof broadcastStore>;

export function broadcastStore(db: Database) {
  return {
    /** How many people each channel of the audience would reach now. */
    async estimate(audience: Audience, at: Date): Promise<Record<string, number>> {
      const counts = await Promise.all(
        audience.channel.map(async (channel) => [channel, await countReached(db, audience, channel, at)] as const),
      );
      return Object.fromEntries(counts);
    },

    /** Makes a broadcast that is sending from now on, its audience frozen at this moment. */
    async create(id: string, messages: Message[], audience: Audience, estimate: Record<string, number>, at: Date): Promise<void> {
      await db.broadcast.create({ data: { id, message: messages, audience, estimate, frozenAt: at } });
    },

    async setStatus(id: string, from: BroadcastStatus[], to: BroadcastStatus, reason?: string): Promise<boolean> {
      const { count } = await db.broadcast.updateMany({
        where: { id, status: { in: from } },
        data: { status: to, reason: reason ?? null },
      });
      return count === 1;
    },

    /** Ends a broadcast for good; what waits of it is not sent any more. False for one that had ended. */
    async stop(id: string): Promise<boolean> {
      return db.$transaction(async (session) => {
        const { count } = await session.broadcast.updateMany({
          where: { id, status: { in: ['sending', 'paused'] } },
          data: { status: 'stopped', finishedAt: new Date() },
        });
        await session.outboxMessage.updateMany({
          where: { broadcastId: id, status: 'waiting' },
          data: { status: 'failed', reason: STOPPED, finishedAt: new Date() },
        });
        return count === 1;
      });
    },

    /** One broadcast, or undefined. */
    async find(id: string): Promise<BroadcastSummary | undefined> {
      const row = z.uuid().safeParse(id).success ? await db.broadcast.findUnique({ where: { id } }) : null;
      return row ? summarySchema.parse(row) : undefined;
    },

    /** The latest broadcasts, newest first. */
    async latest(limit: number): Promise<BroadcastSummary[]> {
      const rows = await db.broadcast.findMany({ orderBy: { createdAt: 'desc' }, take: limit });
      return rows.map((row) => summarySchema.parse(row));
    },

    /** Broadcasts that are sending or paused, oldest first. */
    async unfinished(): Promise<BroadcastSummary[]> {
      const rows = await db.broadcast.findMany({ where: { status: { in: ['sending', 'paused'] } }, orderBy: { createdAt: 'asc' } });
      return rows.map((row) => summarySchema.parse(row));
    },

    /** The ids of broadcasts in a status, oldest first. */
    async withStatus(status: BroadcastStatus): Promise<string[]> {
      const rows = await db.broadcast.findMany({ where: { status }, orderBy: { createdAt: 'asc' }, select: { id: true } });
      return rows.map((row) => row.id);
    },

    /** Rows of a broadcast that wait in the outbox. */
    async waiting(id: string): Promise<number> {
      return waiting(db, id);
    },

    /** Plans the next page: recipients, outbox rows and checkpoint in one transaction. One process at a time does it. */
    async planPage(id: string, pageOf: (channel: ChannelName) => PageForm): Promise<PageOutcome> {
      return db.$transaction((session) => planPage(session, id, pageOf));
    },

    /** What has become of the people planned so far. */
    async progress(id: string): Promise<Progress> {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT b.status::text, count(r.person_id)::int AS planned,
          count(*) FILTER (WHERE o.status = 'sent')::int AS sent,
          count(*) FILTER (WHERE o.status = 'failed' AND o.reason IS DISTINCT FROM ${STOPPED})::int AS failed,
          count(*) FILTER (WHERE o.status = 'unknown')::int AS unknown
        FROM broadcast b LEFT JOIN recipient r ON r.broadcast_id = b.id LEFT JOIN outbox_message o ON o.cause = r.cause
        WHERE b.id = ${id}::uuid GROUP BY b.status`;
      return progressSchema.parse(row);
    },
  };
}

const progressSchema = z.object({
  status: broadcastSchema.shape.status,
  planned: z.number(),
  sent: z.number(),
  failed: z.number(),
  unknown: z.number(),
});

async function planPage(session: Session, id: string, pageOf: (channel: ChannelName) => PageForm): Promise<PageOutcome> {
  const [raw] = await session.$queryRaw<
    unknown[]
  >`SELECT id, status::text, checkpoint, frozen_at, message, audience FROM broadcast WHERE id = ${id}::uuid FOR UPDATE`;
  const broadcast = broadcastSchema.parse(raw);
  if (broadcast.status !== 'sending') return { type: 'not-sending' };
  const [reached, after] = broadcast.checkpoint.split(':');
  for (const channel of broadcast.audience.channel.slice(
    Math.max(
      0,
      broadcast.audience.channel.findIndex((name) => name === reached),
    ),
  )) {
    const { people, together } = pageOf(channel);
    const page = await reach(session, broadcast, channel, channel === reached ? after : undefined, people);
    if (page.length === 0) continue;
    await writePage(session, broadcast, channel, page, together);
    return { type: 'page', people: page.length };
  }
  // Within the lock on the broadcast: no other process can be adding a page meanwhile.
  if ((await waiting(session, id)) > 0) return { type: 'end' };
  await session.broadcast.update({ where: { id }, data: { status: 'done', finishedAt: new Date() } });
  return { type: 'done' };
}

async function waiting(session: Session, id: string): Promise<number> {
  const [row] = await session.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM outbox_message WHERE broadcast_id = ${id}::uuid AND status IN ('waiting', 'sending')`;
  return row?.waiting ?? 0;
}

async function writePage(
  session: Session,
  { id, message }: BroadcastRow,
  channel: ChannelName,
  page: Reached[],
  together: boolean,
): Promise<void> {
  const last = page.at(-1)?.person_id ?? '';
  const pageCause = `broadcast:${id}:${channel}:${last}`;
  const causeOf = (person: Reached) => (together ? pageCause : `broadcast:${id}:${person.person_id}`);
  await session.recipient.createMany({
    data: page.map((person) => ({ broadcastId: id, personId: person.person_id, channel, address: person.address, cause: causeOf(person) })),
  });
  const shared = { channel, purpose: 'broadcast', messages: message, broadcastId: id } as const;
  await enqueue(
    session,
    together
      ? [{ ...shared, address: '', cause: pageCause, recipients: page.map((person) => person.address) }]
      : page.map((person) => ({
          ...shared,
          address: person.address,
          reference: person.reference,
          personId: person.person_id,
          cause: causeOf(person),
        })),
  );
  await session.broadcast.update({ where: { id }, data: { checkpoint: `${channel}:${last}` } });
}

/** The conditions of an audience on one channel; a person whom an earlier channel reaches is left to it. */
function conditions(audience: Audience, channel: ChannelName, frozenAt: Date): Prisma.Sql {
  const earlier = audience.channel.slice(0, audience.channel.indexOf(channel));
  return Prisma.sql`
    i.channel = ${channel}::channel_name AND i.kind = 'person' AND i.status = 'active' AND i.created_at <= ${frozenAt}
    AND (${audience.group ?? null}::role_group[] IS NULL OR p.role_group = ANY(${audience.group ?? null}::role_group[]))
    AND (${audience.phase ?? null}::phase[] IS NULL OR p.phase = ANY(${audience.phase ?? null}::phase[]))
    AND NOT EXISTS (SELECT FROM identity e WHERE e.person_id = i.person_id AND e.channel = ANY(${earlier}::channel_name[]) AND e.kind = 'person' AND e.status = 'active' AND e.created_at <= ${frozenAt})`;
}

async function reach(
  session: Session,
  { id, audience, frozen_at }: BroadcastRow,
  channel: ChannelName,
  after: string | undefined,
  limit: number,
): Promise<Reached[]> {
  return session.$queryRaw<Reached[]>`
    SELECT DISTINCT ON (i.person_id) i.person_id, i.address, i.reference FROM identity i JOIN profile p ON p.person_id = i.person_id
    WHERE ${conditions(audience, channel, frozen_at)} AND (${after ?? null}::uuid IS NULL OR i.person_id > ${after ?? null}::uuid)
      AND NOT EXISTS (SELECT FROM recipient r WHERE r.broadcast_id = ${id}::uuid AND r.person_id = i.person_id)
    ORDER BY i.person_id, i.created_at LIMIT ${limit}`;
}

async function countReached(db: Database, audience: Audience, channel: ChannelName, at: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT i.person_id)::int AS people FROM identity i JOIN profile p ON p.person_id = i.person_id WHERE ${conditions(audience, channel, at)}`;
  return row?.people ?? 0;
}
