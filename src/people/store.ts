/** People in the database: found by identity, made at first contact, changed by facts, erased for good. */
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { ChannelName, Inbound } from '../channels/channel.ts';
import { type Database, Prisma, type Session } from '../db/client.ts';
import { type Fact, type Profile, phases, roleGroups, type Stored } from '../dialog/types.ts';
import { type Person, POLICY_VERSION, stackSchema, topicSchema } from './person.ts';

/** The lane of events whose sender was erased. */
export const ERASED_LANE = 'erased';
/** How long a link to one's own data works. */
const EXPORT_MINUTES = 10;

const rowSchema = z.object({
  id: z.string(),
  language: z.enum(['th', 'en']),
  role_group: z.enum(roleGroups).nullable(),
  phase: z.enum(phases).nullable(),
  agency: z.string().nullable(),
  reminders: z.boolean(),
  informed: z.boolean(),
  status: z.enum(['active', 'gone']),
  stack: stackSchema,
  revision: z.number(),
  topic: topicSchema.nullable(),
});

export type PeopleStore = ReturnType<typeof peopleStore>;

export function peopleStore(db: Database) {
  return {
    /** The person behind an address, or undefined before the first contact. */
    async find(channel: ChannelName, address: string): Promise<Person | undefined> {
      const [row] = await db.hot.query<{ person: unknown }[]>`
        SELECT ${personOf} AS person FROM identity i WHERE i.channel = ${channel}::channel_name AND i.address = ${address}`;
      return readPerson(row?.person);
    },

    /** Everything stored about a person, counted. */
    async stored(personId: string): Promise<Stored> {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT to_char(p.created_at AT TIME ZONE 'Asia/Bangkok', 'YYYY-MM-DD') AS since,
          (SELECT array_agg(channel::text) FROM identity WHERE person_id = p.id) AS channels,
          (SELECT count(*)::int FROM attempt WHERE person_id = p.id) AS attempts,
          (SELECT count(*)::int FROM response r JOIN attempt a ON a.id = r.attempt_id WHERE a.person_id = p.id) AS responses,
          (SELECT count(*)::int FROM nudge WHERE person_id = p.id) AS reminders,
          (SELECT count(*)::int FROM unanswered_question WHERE person_id = p.id) AS questions,
          (SELECT count(*)::int FROM feedback WHERE person_id = p.id) AS feedback,
          (SELECT count(*)::int FROM outbox_message WHERE person_id = p.id)
            + (SELECT count(*)::int FROM inbox_event e JOIN identity i ON e.lane = i.channel || ':' || i.address WHERE i.person_id = p.id) AS messages
        FROM person p WHERE p.id = ${personId}::uuid`;
      return storedSchema.parse(row);
    },

    /** All of a person's data by an export token, once; undefined for a token that is unknown, used or too old. */
    async redeemExport(token: string): Promise<unknown> {
      const [link] = await db.$queryRaw<{ person_id: string }[]>`
        UPDATE export_link SET used_at = now() WHERE token_hash = ${hash(token)} AND used_at IS NULL AND expires_at > now() RETURNING person_id`;
      return link && exportOf(db, link.person_id);
    },

    /** True when the token would still be redeemed; looking does not use it up. */
    async isExportOpen(token: string): Promise<boolean> {
      const found = await db.$queryRaw<
        unknown[]
      >`SELECT FROM export_link WHERE token_hash = ${hash(token)} AND used_at IS NULL AND expires_at > now()`;
      return found.length > 0;
    },
  };
}

const storedSchema = z.object({
  since: z.string(),
  channels: z.array(z.string()),
  attempts: z.number(),
  responses: z.number(),
  reminders: z.number(),
  questions: z.number(),
  feedback: z.number(),
  messages: z.number(),
});

/** The person behind an identity `i` as one JSON value, for statements that read other things too; see readPerson. */
export const personOf = Prisma.sql`(
  SELECT json_build_object('id', i.person_id, 'status', i.status, 'language', p.language, 'role_group', p.role_group, 'phase', p.phase,
    'agency', p.agency, 'reminders', p.reminders, 'stack', s.stack, 'revision', s.revision, 'topic', s.topic,
    'informed', EXISTS (SELECT FROM consent c WHERE c.person_id = i.person_id AND c.policy_version = ${POLICY_VERSION}))
  FROM profile p JOIN session s ON s.person_id = p.person_id WHERE p.person_id = i.person_id)`;

/** Reads what personOf gives; undefined where there is no such identity. */
export function readPerson(value: unknown): Person | undefined {
  return value === null || value === undefined ? undefined : toPerson(rowSchema.parse(value));
}

function toPerson(row: z.infer<typeof rowSchema>): Person {
  const profile: Profile = {
    language: row.language,
    reminders: row.reminders,
    ...(row.role_group && { roleGroup: row.role_group }),
    ...(row.phase && { phase: row.phase }),
    ...(row.agency !== null && { agency: row.agency }),
  };
  const { id, informed, stack, revision, topic, status } = row;
  return { id, profile, informed, isGone: status === 'gone', stack, revision, ...(topic && { topic }) };
}

/** Makes the person, identity, profile and session of a first contact. Breaks a uniqueness rule when somebody else just did. */
export async function createPerson(session: Session, inbound: Inbound, profile: Profile): Promise<string> {
  const id = uuid();
  const leftAt = await laterDeparture(session, inbound);
  await session.person.create({
    data: {
      id,
      identities: {
        create: {
          id: uuid(),
          channel: inbound.channel,
          address: inbound.address,
          kind: inbound.kind,
          status: leftAt ? 'gone' : 'active',
          statusAt: new Date(leftAt ?? inbound.at),
          reference: inbound.reference === undefined ? Prisma.DbNull : (inbound.reference as Prisma.InputJsonValue),
        },
      },
      profile: { create: { language: profile.language } },
      session: { create: {} },
    },
  });
  return id;
}

/** When a person left again after this event of theirs, if that was told first: departures of strangers leave no other trace. */
async function laterDeparture(session: Session, { channel, address, at }: Inbound): Promise<string | undefined> {
  const [row] = await session.$queryRaw<{ at: string | null }[]>`
    SELECT max(payload->>'at') AS at FROM inbox_event
    WHERE lane = ${`${channel}:${address}`} AND payload #>> '{input,type}' = 'left' AND payload->>'at' > ${at}`;
  return row?.at ?? undefined;
}

/**
 * Notes that a person is here (or gone, by `left`): the channel's own time decides which of two events is the later.
 * Arrivals and departures are noted even where they change nothing else, since an older one may still come.
 */
export async function noteContact(session: Session, inbound: Inbound): Promise<void> {
  const { type } = inbound.input;
  const status = type === 'left' ? 'gone' : 'active';
  const reference = inbound.reference === undefined ? null : JSON.stringify(inbound.reference);
  await session.$executeRaw`
    UPDATE identity SET status = ${status}::identity_status, status_at = ${new Date(inbound.at)}, changed_at = now(),
      reference = coalesce(${reference}::jsonb, reference)
    WHERE channel = ${inbound.channel}::channel_name AND address = ${inbound.address} AND status_at <= ${new Date(inbound.at)}
      AND (${type === 'left' || type === 'arrived'} OR status <> ${status}::identity_status OR reference IS DISTINCT FROM coalesce(${reference}::jsonb, reference))`;
}

/** Notes that an address cannot be spoken to any more. */
export async function noteGone(session: Session, channel: ChannelName, address: string): Promise<void> {
  await session.$executeRaw`
    UPDATE identity SET status = 'gone', status_at = now(), changed_at = now() WHERE channel = ${channel}::channel_name AND address = ${address}`;
}

/** Keeps a fact about the person themselves. */
export async function keepPersonFact(
  session: Session,
  personId: string,
  fact: Extract<Fact, { kind: 'consent' | 'profile' | 'erase' }>,
  now: Date,
): Promise<void> {
  switch (fact.kind) {
    case 'consent':
      await session.consent.createMany({ data: [{ personId, policyVersion: fact.policyVersion, shownAt: now }], skipDuplicates: true });
      return;
    case 'profile':
      await session.profile.update({ where: { personId }, data: fact.change });
      return;
    case 'erase':
      return erase(session, personId);
  }
}

/** Makes a link token for a person's own data; only its hash is stored. */
export async function createExport(session: Session, personId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await session.exportLink.create({
    data: { tokenHash: hash(token), personId, expiresAt: new Date(now.getTime() + EXPORT_MINUTES * 60_000) },
  });
  return token;
}

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * Deletes a person with everything about them; messages on their way to them are deleted too. Of what they sent only the
 * platform's ids of the events stay, so that none has an effect again.
 */
async function erase(session: Session, personId: string): Promise<void> {
  const identities = await session.identity.findMany({ where: { personId }, select: { channel: true, address: true } });
  const lanes = identities.map(({ channel, address }) => `${channel}:${address}`);
  await session.$executeRaw`UPDATE inbox_event SET payload = '{}', lane = ${ERASED_LANE} WHERE lane = ANY(${lanes}) AND status IN ('done', 'aside')`;
  await session.$executeRaw`DELETE FROM outbox_message WHERE person_id = ${personId}::uuid OR lane = ANY(${lanes})`;
  await session.person.delete({ where: { id: personId } });
}

async function exportOf(db: Database, personId: string): Promise<unknown> {
  const person = await db.person.findUnique({
    where: { id: personId },
    include: {
      identities: { omit: { reference: true } },
      consents: true,
      profile: true,
      attempts: { include: { responses: true } },
      nudges: true,
      questions: true,
      feedback: true,
    },
  });
  const lanes = person?.identities.map((identity) => `${identity.channel}:${identity.address}`) ?? [];
  const said = await db.inboxEvent.findMany({
    where: { lane: { in: lanes } },
    orderBy: { id: 'asc' },
    select: { receivedAt: true, payload: true },
  });
  const answered = await db.outboxMessage.findMany({
    where: { personId },
    orderBy: { id: 'asc' },
    select: { createdAt: true, messages: true, status: true },
  });
  const mine = said.map(({ receivedAt, payload }) => ({ at: receivedAt, input: inputOf(payload) }));
  return {
    person,
    messagesFromMe: mine,
    messagesToMe: answered.map(({ createdAt, messages, status }) => ({ at: createdAt, messages, status })),
  };
}

const inputOf = (payload: unknown): unknown => (payload && typeof payload === 'object' && 'input' in payload ? payload.input : undefined);
