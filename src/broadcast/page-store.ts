/**
 * Pages of a broadcast: the people to be reached next, written as recipients and outbox rows with the checkpoint in one
 * transaction. Set for set in SQL, for an audience may be millions.
 */
import { z } from 'zod';
import type { ChannelName } from '../channels/channel.ts';
import { Prisma, type Session } from '../db/client.ts';
import { type Audience, audienceSchema } from './audience.ts';

/** How many people one send reaches, and how many sends a page holds. */
export interface PageForm {
  perSend: number;
  sends: number;
}

/**
 * A page that was put into the outbox; the end of the audience, with messages still on their way (`end`) or all settled
 * and the broadcast ended by it (`done`); or why nothing was done.
 */
export type PageOutcome = { type: 'page'; people: number } | { type: 'end' } | { type: 'done' } | { type: 'not-sending' };

const rowSchema = z.object({
  id: z.string(),
  status: z.string(),
  checkpoint: z.string(),
  frozen_at: z.date(),
  audience: audienceSchema,
});
type Row = z.infer<typeof rowSchema>;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Plans the next page within a transaction; processes that plan the same broadcast wait for each other. */
export async function planPage(session: Session, id: string, formOf: (channel: ChannelName) => PageForm): Promise<PageOutcome> {
  const [raw] = await session.$queryRaw<unknown[]>`
    SELECT id, status::text, checkpoint, frozen_at, audience FROM broadcast WHERE id = ${id}::uuid FOR UPDATE`;
  const row = rowSchema.parse(raw);
  if (row.status !== 'sending') return { type: 'not-sending' };
  const [reached, after] = row.checkpoint.split(':');
  const from = row.audience.channel.map(String).indexOf(reached ?? '');
  for (const channel of row.audience.channel.slice(Math.max(0, from))) {
    const page = await writePage(session, row, channel, channel === reached && after ? after : BEFORE_ALL, formOf(channel));
    if (page.last === null) continue;
    await session.$executeRaw`UPDATE broadcast SET checkpoint = ${`${channel}:${page.last}`} WHERE id = ${id}::uuid`;
    return { type: 'page', people: page.people };
  }
  // Within the lock on the broadcast: no other process can be adding a page meanwhile.
  if ((await waitingOf(session, id)) > 0) return { type: 'end' };
  await session.$executeRaw`UPDATE broadcast SET status = 'done', finished_at = now() WHERE id = ${id}::uuid`;
  return { type: 'done' };
}

/** Messages of a broadcast that are on their way. */
export async function waitingOf(session: Session, id: string): Promise<number> {
  const [row] = await session.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM outbox_message WHERE broadcast_id = ${id}::uuid AND status IN ('waiting', 'sending')`;
  return row?.waiting ?? 0;
}

/** How many people an audience reaches on one channel. */
export async function countReached(session: Session, audience: Audience, channel: ChannelName, at: Date): Promise<number> {
  const [row] = await session.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT i.person_id)::int AS people FROM identity i JOIN profile p ON p.person_id = i.person_id
    WHERE i.channel = ${channel}::channel_name AND ${isReachable('i', at)} AND ${isMember(audience)}
      AND NOT EXISTS (SELECT FROM identity e WHERE e.person_id = i.person_id AND e.channel = ANY(${earlierThan(audience, channel)}::channel_name[]) AND ${isReachable('e', at)})`;
  return row?.people ?? 0;
}

/**
 * Writes recipients and messages, and returns the last person looked at (null at the end) and how many are new. Whoever
 * is a recipient already, on whichever channel, stays what they are.
 */
async function writePage(
  session: Session,
  row: Row,
  channel: ChannelName,
  after: string,
  { perSend, sends }: PageForm,
): Promise<{ last: string | null; people: number }> {
  const together = perSend > 1;
  const [page] = await session.$queryRaw<{ last: string | null; people: number }[]>`
    WITH page AS MATERIALIZED (
      SELECT *, 'broadcast:' || ${row.id} || ':' || first_value(person_id) OVER (PARTITION BY send ORDER BY person_id) AS cause
      FROM (SELECT *, (row_number() OVER (ORDER BY person_id) - 1) / ${perSend} AS send FROM (${reach(row, channel, after, perSend * sends)}) r) s),
    planned AS (
      INSERT INTO recipient (broadcast_id, person_id, channel, address, cause)
      SELECT ${row.id}::uuid, person_id, ${channel}::channel_name, address, cause FROM page ON CONFLICT DO NOTHING
      RETURNING person_id),
    spoken AS (
      INSERT INTO outbox_message (channel, purpose, address, lane, cause, person_id, reference, recipients, messages, retry_key, broadcast_id)
      SELECT ${channel}::channel_name, 'broadcast',
        CASE WHEN ${together} THEN '' ELSE min(address) END, CASE WHEN ${together} THEN cause ELSE ${channel} || ':' || min(address) END, cause,
        CASE WHEN NOT ${together} THEN (array_agg(person_id))[1] END, (array_agg(reference))[1],
        CASE WHEN ${together} THEN jsonb_agg(address ORDER BY person_id) END,
        (SELECT message FROM broadcast WHERE id = ${row.id}::uuid), gen_random_uuid(), ${row.id}::uuid
      FROM page JOIN planned USING (person_id) GROUP BY cause)
    SELECT (SELECT person_id FROM page ORDER BY person_id DESC LIMIT 1) AS last, (SELECT count(*) FROM planned)::int AS people`;
  return page ?? { last: null, people: 0 };
}

/**
 * The next people on a channel, each with the address they have had longest. Looked up person by person (LATERAL with
 * LIMIT), so that a page costs the same wherever in an audience of any size it stands.
 */
const reach = ({ audience, frozen_at: at }: Row, channel: ChannelName, after: string, limit: number): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (i.person_id) i.person_id, i.address, i.reference FROM identity i
  CROSS JOIN LATERAL (SELECT FROM profile p WHERE p.person_id = i.person_id AND ${isMember(audience)} LIMIT 1) m
  LEFT JOIN LATERAL (SELECT true AS reached FROM identity e WHERE e.person_id = i.person_id AND e.channel = ANY(${earlierThan(audience, channel)}::channel_name[]) AND ${isReachable('e', at)} LIMIT 1) o ON true
  WHERE i.channel = ${channel}::channel_name AND ${isReachable('i', at)} AND i.person_id > ${after}::uuid AND o.reached IS NULL
  ORDER BY i.person_id, i.created_at LIMIT ${limit}`;

/** A person whom an earlier channel of the audience reaches is left to it. */
const earlierThan = ({ channel: channels }: Audience, channel: ChannelName): ChannelName[] => channels.slice(0, channels.indexOf(channel));

function isReachable(identity: 'i' | 'e', at: Date): Prisma.Sql {
  const i = Prisma.raw(identity);
  return Prisma.sql`${i}.kind = 'person' AND ${i}.status = 'active' AND ${i}.created_at <= ${at}`;
}

const isMember = ({ group, phase }: Audience): Prisma.Sql => Prisma.sql`
  (${group ?? null}::role_group[] IS NULL OR p.role_group = ANY(${group ?? null}::role_group[]))
  AND (${phase ?? null}::phase[] IS NULL OR p.phase = ANY(${phase ?? null}::phase[]))`;
