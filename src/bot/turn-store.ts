/**
 * The one write of a turn: session, facts, outbox rows and "inbox row done" stand together or not at all. Raw SQL where
 * every message passes; facts go through the stores they belong to.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Channel } from '../channels/channel.ts';
import { type Database, isDuplicate, Prisma, type Session } from '../db/client.ts';
import type { Message } from '../dialog/message.ts';
import type { Fact, Frame, Profile, Topic } from '../dialog/types.ts';
import { createPerson, ERASED_LANE, noteContact } from '../people/store.ts';
import { type Claimed, laneOf } from './inbox-store.ts';

export interface TurnWrite {
  event: Claimed;
  /** Absent at the first contact. */
  person?: { id: string; revision: number; isGone: boolean };
  /** For a person made by this turn. */
  profile: Profile;
  stack: Frame[];
  topic?: Topic;
  facts: Fact[];
  messages: Message[];
  now: Date;
}

/**
 * `lost`: the claim ran out and another process has the event. `outdated`: the session was written by another turn (or
 * the person was made by one) since it was read: read and think again.
 */
export type TurnWritten = 'written' | 'lost' | 'outdated';

/** Keeps one fact; the messages may be changed by it (a link that only the writer can make). */
export type KeepFact = (session: Session, personId: string, fact: Fact, now: Date, messages: Message[]) => Promise<Message[]>;

class Undone extends Error {
  override readonly name = 'Undone';
  readonly outcome: Exclude<TurnWritten, 'written'>;
  constructor(outcome: Exclude<TurnWritten, 'written'>) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** Writes a turn in one transaction: in one statement where that says it all, as for most questions. */
export async function writeTurn(db: Database, channel: Channel, keep: KeepFact, turn: TurnWrite): Promise<TurnWritten> {
  const { person, facts, messages } = turn;
  if (person && facts.length === 0 && !bringsContact(turn)) return writeAll(db.hot.query, channel, turn, person.id, messages);
  try {
    await db.$transaction((session) => writeWithin(session, channel, keep, turn));
    return 'written';
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    // Somebody made the person, or kept one of the facts, since they were read.
    if (isDuplicate(error)) return 'outdated';
    throw error;
  }
}

/** True where an event says more of how a person is reached than is known of everybody who speaks. */
const bringsContact = ({ person, event: { inbound } }: TurnWrite): boolean =>
  person === undefined || person.isGone || inbound.reference !== undefined || inbound.input.type === 'arrived';

async function writeWithin(session: Session, channel: Channel, keep: KeepFact, turn: TurnWrite): Promise<void> {
  const { event, person, facts, now } = turn;
  const personId = person?.id ?? (await createPerson(session, event.inbound, turn.profile));
  let messages = turn.messages;
  for (const fact of facts) messages = await keep(session, personId, fact, now, messages);
  const outcome = await writeAll((sql) => session.$queryRaw(sql), channel, turn, personId, messages);
  if (outcome !== 'written') throw new Undone(outcome);
  if (!isErased(turn) && bringsContact(turn)) await noteContact(session, event.inbound);
}

const isErased = ({ facts }: TurnWrite): boolean => facts.some((fact) => fact.kind === 'erase');

/**
 * Ends the event, moves the session and queues the messages, all or nothing: without the claim on the event nothing is
 * moved, and where the session has moved already (and the person is not erased) the event is not ended.
 */
async function writeAll(
  query: (sql: Prisma.Sql) => Promise<unknown>,
  channel: Channel,
  turn: TurnWrite,
  personId: string,
  messages: Message[],
): Promise<TurnWritten> {
  const { event, person, now } = turn;
  const erased = isErased(turn);
  const counted = await query(Prisma.sql`
    WITH held AS MATERIALIZED (
      SELECT id FROM inbox_event WHERE id = ${event.id} AND claim = ${event.claim}::uuid AND status = 'claimed' FOR UPDATE),
    moved AS (
      UPDATE session SET stack = ${JSON.stringify(turn.stack)}::jsonb, topic = ${turn.topic ? JSON.stringify(turn.topic) : null}::jsonb,
        revision = revision + 1, updated_at = ${now}
      WHERE person_id = ${personId}::uuid AND revision = ${person?.revision ?? 0} AND EXISTS (SELECT FROM held) RETURNING 1),
    done AS (
      UPDATE inbox_event SET status = 'done', done_at = now(), lease_until = NULL, payload = CASE WHEN ${erased} THEN '{}' ELSE payload END,
        lane = CASE WHEN ${erased} THEN ${ERASED_LANE} ELSE lane END
      WHERE id IN (SELECT id FROM held) AND (${erased} OR EXISTS (SELECT FROM moved)) RETURNING 1),
    seen AS (UPDATE profile SET last_seen_at = ${now} WHERE person_id = ${personId}::uuid AND EXISTS (SELECT FROM done)),
    spoken AS (${insertRows(outboxRows(channel, event, messages, erased ? null : personId))} WHERE EXISTS (SELECT FROM done))
    SELECT (SELECT count(*) FROM held)::int AS held, (SELECT count(*) FROM done)::int AS done`);
  const [counts] = countsSchema.parse(counted);
  if (counts.held !== 1) return 'lost';
  return counts.done === 1 ? 'written' : 'outdated';
}

const countsSchema = z.tuple([z.object({ held: z.number(), done: z.number() })]);

const insertRows = (rows: ReturnType<typeof outboxRows>): Prisma.Sql => Prisma.sql`
  INSERT INTO outbox_message (channel, address, lane, purpose, cause, person_id, reference, messages, reply_token, reply_until, retry_key)
  SELECT channel, address, lane, 'answer', cause, person_id, reference, messages, reply_token, reply_until, retry_key
  FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(channel channel_name, address text, lane text, cause text, person_id uuid,
    reference jsonb, messages jsonb, reply_token text, reply_until timestamptz, retry_key uuid)`;

/** As many rows as the channel's bundles need; only the first may use the reply token. */
function outboxRows(channel: Channel, event: Claimed, messages: Message[], personId: string | null) {
  const { inbound, id } = event;
  return chunks(withChoicesLast(messages), channel.bundle).map((bundle, position) => ({
    channel: inbound.channel,
    address: inbound.address,
    lane: laneOf(inbound),
    cause: `event:${id}:${position}`,
    person_id: personId,
    reference: inbound.reference ?? null,
    messages: bundle,
    reply_token: position === 0 ? (inbound.reply?.token ?? null) : null,
    reply_until: position === 0 ? (inbound.reply?.until ?? null) : null,
    retry_key: randomUUID(),
  }));
}

/** Choices are offered below the last message of a turn alone: earlier ones would vanish at once. */
function withChoicesLast(messages: Message[]): Message[] {
  return messages.map((message, index) => {
    if (index === messages.length - 1 || !message.choices) return message;
    const { choices: _, ...rest } = message;
    return rest;
  });
}

function chunks<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Ends an event without an answer: it is recorded, and why. True unless the claim was lost. */
export async function closeEvent(session: Session, { id, claim }: Claimed, status: 'done' | 'aside', reason?: string): Promise<boolean> {
  const closed = await session.$executeRaw`
    UPDATE inbox_event SET status = ${status}::inbox_status, done_at = now(), lease_until = NULL, reason = ${reason?.slice(0, 500) ?? null}
    WHERE id = ${id} AND claim = ${claim}::uuid AND status = 'claimed'`;
  return closed === 1;
}

/** Sets an event aside that could not be thought through, and says so to whoever sent it. */
export async function setAside(db: Database, channel: Channel, event: Claimed, reason: string, apology: Message): Promise<void> {
  await db.$transaction(async (session) => {
    if (await closeEvent(session, event, 'aside', reason))
      await session.$executeRaw(insertRows(outboxRows(channel, event, [apology], null)));
  });
}

/** Ends an event that says where a person can be reached: the identity is changed in the same transaction. */
export async function closeContact(db: Database, event: Claimed, reason?: string): Promise<void> {
  await db.$transaction(async (session) => {
    await noteContact(session, event.inbound);
    await closeEvent(session, event, 'done', reason);
  });
}
