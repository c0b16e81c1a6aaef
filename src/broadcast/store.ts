/** Broadcasts in the database: estimate, status, progress. Their pages stand in page-store.ts. */
import { z } from 'zod';
import type { ChannelName } from '../channels/channel.ts';
import type { Database } from '../db/client.ts';
import { type Message, messagesSchema } from '../dialog/message.ts';
import { type Audience, audienceSchema } from './audience.ts';
import { countReached, type PageForm, type PageOutcome, planPage, waitingOf } from './page-store.ts';

export type BroadcastStatus = 'sending' | 'paused' | 'done' | 'stopped';

export interface Progress {
  status: BroadcastStatus;
  planned: number;
  sent: number;
  failed: number;
  unknown: number;
}

/** Why a message ended that was not sent any more. */
const STOPPED = 'stopped';

const statusSchema = z.enum(['sending', 'paused', 'done', 'stopped']);

const summarySchema = z.object({
  id: z.string(),
  status: statusSchema,
  message: messagesSchema,
  audience: audienceSchema,
  estimate: z.record(z.string(), z.number()),
  createdAt: z.date(),
});
/** A broadcast as a list shows it. */
export type BroadcastSummary = z.infer<typeof summarySchema>;

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

    /** Lets a paused broadcast go on; what waits of it is due at once, whatever it waited for. */
    async resume(id: string): Promise<void> {
      await db.$transaction(async (session) => {
        await session.broadcast.updateMany({ where: { id, status: 'paused' }, data: { status: 'sending', reason: null } });
        await session.$executeRaw`UPDATE outbox_message SET next_attempt_at = now() WHERE broadcast_id = ${id}::uuid AND status = 'waiting'`;
      });
    },

    /** Ends a broadcast for good; what waits of it is not sent any more. False for one that had ended. */
    async stop(id: string): Promise<boolean> {
      return db.$transaction(async (session) => {
        const ended = await session.$executeRaw`
          UPDATE broadcast SET status = 'stopped', finished_at = now() WHERE id = ${id}::uuid AND status IN ('sending', 'paused')`;
        await session.$executeRaw`
          UPDATE outbox_message SET status = 'failed', reason = ${STOPPED}, finished_at = now() WHERE broadcast_id = ${id}::uuid AND status = 'waiting'`;
        return ended === 1;
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
      return waitingOf(db, id);
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
  status: statusSchema,
  planned: z.number(),
  sent: z.number(),
  failed: z.number(),
  unknown: z.number(),
});
