/** The backlog in the database: questions that wait for a person, answered or dismissed in one transaction each. */
import { z } from 'zod';
import { channelNames } from '../channels/channel.ts';
import type { Database, Session } from '../db/client.ts';
import type { Message } from '../dialog/message.ts';
import { enqueue, type NewMessage } from '../outbox/store.ts';
import type { BacklogGroup, OpenQuestion } from './backlog.ts';
import type { Entry } from './knowledge.ts';
import { publishAnswer } from './store.ts';

/** Publishing and queueing for everybody who asked takes longer than a turn may. */
const ANSWER_TIMEOUT_MS = 60_000;
/** Messages put into the outbox by one statement. */
const MOST_TOGETHER = 500;

const askerSchema = z.object({
  person_id: z.string(),
  question: z.string(),
  language: z.enum(['th', 'en']),
  channel: z.enum(channelNames),
  address: z.string(),
  reference: z.unknown(),
});
export type Asker = z.infer<typeof askerSchema>;

/** What became of an answer: `closed` where nothing of the group was open any more. */
export type Answered =
  | { type: 'answered'; questions: number; messages: number; isNew: boolean }
  | { type: 'outdated'; version: number }
  | { type: 'closed' };

/** What has become of a question that is not open. */
export type Fate = { status: 'answered'; answerId: string } | { status: 'dismissed' };

class Undone extends Error {
  override readonly name = 'Undone';
  readonly outcome: Exclude<Answered, { type: 'answered' }>;
  constructor(outcome: Exclude<Answered, { type: 'answered' }>) {
    super(outcome.type);
    this.outcome = outcome;
  }
}

export type BacklogStore = ReturnType<typeof backlogStore>;

export function backlogStore(db: Database) {
  return {
    /** All open questions, without who asked them. */
    async open(): Promise<OpenQuestion[]> {
      return db.unansweredQuestion.findMany({
        where: { status: 'open' },
        orderBy: { number: 'asc' },
        select: { number: true, question: true, entryId: true, askedAt: true },
      });
    },

    /** What has become of the question with this number; undefined for one that is open or was never asked. */
    async fate(number: number): Promise<Fate | undefined> {
      const row = await db.unansweredQuestion.findUnique({ where: { number }, select: { status: true, answerId: true } });
      if (!row || row.status === 'open') return undefined;
      return row.status === 'answered' ? { status: 'answered', answerId: row.answerId ?? '' } : { status: 'dismissed' };
    },

    /** How many people asked the questions of a group, and how many of them can be reached. */
    async people(group: BacklogGroup): Promise<{ asked: number; reached: number }> {
      const numbers = numbersOf(group);
      const [row] = await db.$queryRaw<{ asked: number }[]>`
        SELECT count(DISTINCT person_id)::int AS asked FROM unanswered_question WHERE number = ANY(${numbers}::int[]) AND status = 'open'`;
      return { asked: row?.asked ?? 0, reached: (await reached(db, numbers)).length };
    },

    /**
     * Publishes an entry as the answer of a group, queues one message for each person who asked and can be reached, and
     * closes the questions: all or nothing. What was closed meanwhile stays as it is.
     */
    async answer(group: BacklogGroup, entry: Entry, word: (asker: Asker) => Message, now: Date): Promise<Answered> {
      try {
        return await db.$transaction((session) => answerWithin(session, group, entry, word, now), { timeout: ANSWER_TIMEOUT_MS });
      } catch (error) {
        if (error instanceof Undone) return error.outcome;
        throw error;
      }
    },

    /** Closes the open questions of a group without an answer; returns how many. */
    async dismiss(group: BacklogGroup, reason: string, now: Date): Promise<number> {
      const { count } = await db.unansweredQuestion.updateMany({
        where: { number: { in: numbersOf(group) }, status: 'open' },
        data: { status: 'dismissed', reason, closedAt: now },
      });
      return count;
    },
  };
}

const numbersOf = ({ questions }: BacklogGroup): number[] => questions.map(({ number }) => number);

async function answerWithin(
  session: Session,
  group: BacklogGroup,
  entry: Entry,
  word: (asker: Asker) => Message,
  now: Date,
): Promise<Answered> {
  const published = await publishAnswer(session, entry);
  if (published.type === 'outdated') throw new Undone(published);
  const open = await session.$queryRaw<{ number: number }[]>`
    SELECT number FROM unanswered_question WHERE number = ANY(${numbersOf(group)}::int[]) AND status = 'open' ORDER BY number FOR UPDATE`;
  const numbers = open.map(({ number }) => number);
  if (numbers.length === 0) throw new Undone({ type: 'closed' });
  const askers = await reached(session, numbers);
  const messages = await queue(
    session,
    askers.map((asker) => messageFor(group.number, asker, word)),
  );
  await session.unansweredQuestion.updateMany({
    where: { number: { in: numbers } },
    data: { status: 'answered', answerId: entry.id, closedAt: now },
  });
  return { type: 'answered', questions: numbers.length, messages, isNew: published.type === 'published' };
}

/** The cause makes it one: whoever asked the questions of a group is answered once. */
const messageFor = (group: number, asker: Asker, word: (asker: Asker) => Message): NewMessage => ({
  channel: asker.channel,
  address: asker.address,
  reference: asker.reference,
  personId: asker.person_id,
  purpose: 'answer',
  cause: `backlog:${group}:${asker.person_id}`,
  messages: [word(asker)],
});

async function queue(session: Session, messages: NewMessage[]): Promise<number> {
  let queued = 0;
  for (let from = 0; from < messages.length; from += MOST_TOGETHER)
    queued += await enqueue(session, messages.slice(from, from + MOST_TOGETHER));
  return queued;
}

/** The people who asked and have not left: each once, with what they asked last, at the address where they were last. */
async function reached(session: Session, numbers: number[]): Promise<Asker[]> {
  const rows = await session.$queryRaw<unknown[]>`
    SELECT DISTINCT ON (q.person_id) q.person_id, q.question, p.language::text, i.channel::text, i.address, i.reference
    FROM unanswered_question q JOIN profile p ON p.person_id = q.person_id
    JOIN LATERAL (SELECT * FROM identity i WHERE i.person_id = q.person_id AND i.status = 'active' AND i.kind = 'person' ORDER BY changed_at DESC LIMIT 1) i ON true
    WHERE q.number = ANY(${numbers}::int[]) AND q.status = 'open' ORDER BY q.person_id, q.asked_at DESC, q.number DESC`;
  return rows.map((row) => askerSchema.parse(row));
}
