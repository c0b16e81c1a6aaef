/**
 * The inbox: events stored before their webhook is answered, and claimed one at a time per lane. The database's clock
 * measures the leases.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Inbound, inboundSchema, type SetAside } from '../channels/channel.ts';
import { type Database, isTransient } from '../db/client.ts';
import { insist } from '../db/insist.ts';
import { inTime } from '../lib/in-time.ts';
import { personOf } from '../people/store.ts';

/** How long a claimed event stays with its claimer before anyone may take it up. Recovery is promised within 30 s. */
const LEASE_SECONDS = 15;

/** How long storing an event is tried again: a lost session passes unnoticed, a database that is away is said within 1 s. */
const ACCEPT_WITHIN_MS = 600;
/** Who is not answered within 2 s sends again: by then they have to know that the event may not be stored. */
const ACCEPT_LIMIT_MS = 950;
const GIVE_BACK_WITHIN_MS = 5_000;

/** Events of one lane are handled one at a time, in order. */
export const laneOf = ({ channel, address }: { channel: string; address: string }): string => `${channel}:${address}`;

export interface Claimed {
  id: bigint;
  claim: string;
  attempts: number;
  inbound: Inbound;
  /** Who it is from, as they stood when it was claimed, for readPerson: one that cannot be read must not hold up the others. */
  person?: unknown;
}

const rowSchema = z.object({ id: z.bigint(), attempts: z.number(), payload: z.unknown(), person: z.unknown() });

export type InboxStore = ReturnType<typeof inboxStore>;

export function inboxStore(db: Database) {
  return {
    /** Stores events once each and returns how many were new. When it returns, they are on disk. */
    async accept({ events, setAside }: { events: Inbound[]; setAside: SetAside[] }): Promise<number> {
      const rows = [
        ...events.map((event) => ({
          channel: event.channel,
          event_id: event.eventId,
          lane: laneOf(event),
          payload: event,
          status: 'waiting',
          reason: null,
        })),
        ...setAside.map((aside) => ({
          channel: aside.channel,
          event_id: aside.eventId,
          lane: laneOf(aside),
          payload: {},
          status: 'aside',
          reason: aside.reason,
        })),
      ];
      if (rows.length === 0) return 0;
      const text = JSON.stringify(rows);
      const store = () => db.hot.execute`
        INSERT INTO inbox_event (channel, event_id, lane, payload, status, reason, done_at)
        SELECT channel, event_id, lane, payload, status, reason, CASE status WHEN 'aside' THEN now() END
        FROM jsonb_to_recordset(${text}::jsonb)
          AS r(channel channel_name, event_id text, lane text, payload jsonb, status inbox_status, reason text)
        ON CONFLICT (channel, event_id) DO NOTHING`;
      return inTime(insist(store, ACCEPT_WITHIN_MS), ACCEPT_LIMIT_MS);
    },

    /** Takes the oldest unfinished event of up to `limit` lanes. */
    async claim(limit: number): Promise<Claimed[]> {
      const claim = randomUUID();
      try {
        return await claimAs(db, claim, limit);
      } catch (error) {
        if (isTransient(error)) await giveBack(db, claim).catch(() => undefined);
        throw error;
      }
    },

    /** Gives a claimed event back, to be tried again at once by anyone. `uncounted`: the event had no part in the fault. */
    async release({ id, claim }: Claimed, how: { uncounted?: boolean } = {}): Promise<void> {
      await db.hot.execute`
        UPDATE inbox_event SET status = 'waiting', claim = NULL, lease_until = NULL, attempts = attempts - ${how.uncounted ? 1 : 0}
        WHERE id = ${id} AND claim = ${claim}::uuid AND status = 'claimed'`;
    },

    /** How many events wait, and for how many seconds the oldest. */
    async backlog(): Promise<{ waiting: number; oldestSeconds: number }> {
      const [row] = await db.hot.query<{ waiting: number; oldest: number }[]>`
        SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(received_at)), 0)::float AS oldest
        FROM inbox_event WHERE status IN ('waiting', 'claimed')`;
      return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0 };
    },

    /** Forgets the words of a message that its author took back. */
    async forget(lane: string, messageId: string): Promise<void> {
      await db.hot.execute`
        UPDATE inbox_event SET payload = jsonb_set(payload, '{input}', '{"type":"ignored","what":"unsent"}')
        WHERE lane = ${lane} AND payload #>> '{input,messageId}' = ${messageId} AND status IN ('done', 'aside')`;
    },
  };
}

// A plan made while the tables were empty is kept, and must not become a bad one when they fill. So every row is looked up by itself,
// by ARRAY and LIMIT, which cannot become joins, and each look has one index to use: `< 'done'` (waiting or claimed) and `+ 0` leave
// the other indexes no part in it. test/db/plans.test.ts counts what is read.
async function claimAs(db: Database, claim: string, limit: number): Promise<Claimed[]> {
  const rows = await db.hot.query<unknown[]>`
    WITH claimed AS (
      UPDATE inbox_event SET status = 'claimed', attempts = attempts + 1, claim = ${claim}::uuid,
        lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ANY(ARRAY(
        SELECT id FROM inbox_event e
        WHERE status IN ('waiting', 'claimed') AND (status = 'waiting' OR lease_until < now())
          AND id = (SELECT o.id FROM inbox_event o WHERE o.lane = e.lane AND o.status < 'done' ORDER BY o.id + 0 LIMIT 1)
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING id, attempts, payload, channel)
    SELECT c.id, c.attempts, c.payload, ${personOf} AS person
    FROM claimed c
    LEFT JOIN LATERAL (SELECT * FROM identity WHERE channel = c.channel AND address = c.payload->>'address' LIMIT 1) i ON true
    ORDER BY c.id`;
  const read = rows
    .map((row) => rowSchema.parse(row))
    .map(({ payload, ...rest }) => ({ ...rest, claim, inbound: inboundSchema.safeParse(payload) }));
  await setUnreadableAside(
    db,
    read.flatMap(({ id, inbound }) => (inbound.success ? [] : [id])),
  );
  return read.flatMap(({ inbound, ...rest }) => (inbound.success ? [{ ...rest, inbound: inbound.data }] : []));
}

/** A claim may stand although its answer was lost: then nobody works on it, and nobody should have to wait for its lease. */
async function giveBack(db: Database, claim: string): Promise<void> {
  const back = () => db.hot.execute`
    UPDATE inbox_event SET status = 'waiting', claim = NULL, lease_until = NULL, attempts = attempts - 1 WHERE claim = ${claim}::uuid AND status = 'claimed'`;
  await insist(back, GIVE_BACK_WITHIN_MS);
}

/** Events of a form that today's schema does not know must not hold up their neighbours. */
async function setUnreadableAside(db: Database, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.hot.execute`UPDATE inbox_event SET status = 'aside', done_at = now(), reason = 'unreadable payload' WHERE id = ANY(${ids})`;
}
