/** The question bank, attempts and responses in the database. */
import { z } from 'zod';
import type { Database, Prisma, Session } from '../db/client.ts';
import { type Context, type Fact, type ItemRef, type QuizDomain, quizDomains, type ShownItem } from '../dialog/types.ts';
import { itemSchema, show } from './item.ts';
import type { BankItem } from './load.ts';
import { type Candidate, pick } from './pick.ts';

const candidateSchema = z.object({ id: z.string(), version: z.number(), domain: z.enum(quizDomains), answered_at: z.date().nullable() });

export type QuizStore = ReturnType<typeof quizStore>;

export function quizStore(db: Database) {
  const shown = new Map<string, { domain: QuizDomain; content: z.infer<typeof itemSchema> }>();
  return {
    /** Items for a new attempt of a person: of a domain, or a mix; fewer where the bank holds fewer. */
    async items(
      personId: string | undefined,
      domain: QuizDomain | 'mix',
      length: number,
      { now, random, profile }: Context,
    ): Promise<ItemRef[]> {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT q.id, q.current_version AS version, q.domain::text AS domain, max(r.answered_at) AS answered_at
        FROM quiz_item q JOIN quiz_item_version v ON v.item_id = q.id AND v.version = q.current_version
        LEFT JOIN attempt a ON a.person_id = ${personId ?? null}::uuid
        LEFT JOIN response r ON r.attempt_id = a.id AND r.item_id = q.id
        WHERE q.status IN ('pilot', 'live') AND (${domain} = 'mix' OR q.domain::text = ${domain})
          AND (v.content->'audience' ? 'all' OR ${profile.roleGroup ?? null}::text IS NULL OR v.content->'audience' ? ${profile.roleGroup ?? ''})
        GROUP BY q.id ORDER BY q.id`;
      return pick(rows.map(toCandidate), length, now, random);
    },

    /** An item of a version, its options in a fresh order; undefined when it is gone. */
    async item({ id, version }: ItemRef, random: () => number): Promise<ShownItem | undefined> {
      const key = `${id}@${version}`;
      const known = shown.get(key) ?? (await readItem(db, { id, version }));
      if (!known) return undefined;
      shown.set(key, known);
      return show(known.content, known.domain, random);
    },

    /** True while the person has an attempt that is not ended. */
    async hasOpenAttempt(personId: string): Promise<boolean> {
      return (await db.attempt.count({ where: { personId, status: 'open' } })) > 0;
    },
  };
}

const toCandidate = (raw: unknown): Candidate => {
  const { answered_at, ...row } = candidateSchema.parse(raw);
  return { ...row, ...(answered_at && { answeredAt: answered_at }) };
};

async function readItem(db: Database, { id, version }: ItemRef) {
  const row = await db.quizItemVersion.findUnique({ where: { itemId_version: { itemId: id, version } }, include: { item: true } });
  return row ? { domain: row.item.domain, content: itemSchema.parse(row.content) } : undefined;
}

type QuizFact = Extract<Fact, { kind: 'attempt-begun' | 'response' | 'attempt-ended' }>;

/** Keeps what happened in a quiz. A response given twice is kept once. */
export async function keepQuizFact(session: Session, personId: string, fact: QuizFact, now: Date): Promise<void> {
  switch (fact.kind) {
    case 'attempt-begun':
      await session.attempt.updateMany({ where: { personId, status: 'open' }, data: { status: 'left', finishedAt: now } });
      await session.attempt.create({
        data: {
          id: fact.attempt,
          personId,
          domain: fact.domain === 'mix' ? null : fact.domain,
          length: fact.length,
          startedAt: now,
          touchedAt: now,
        },
      });
      return;
    case 'response':
      await session.response.create({
        data: {
          attemptId: fact.attempt,
          position: fact.position,
          itemId: fact.item.id,
          itemVersion: fact.item.version,
          optionsOrder: fact.order,
          chosen: fact.chosen,
          correct: fact.correct,
          shownAt: new Date(fact.shownAt),
          answeredAt: now,
        },
      });
      await session.attempt.update({ where: { id: fact.attempt, personId }, data: { touchedAt: now } });
      return;
    case 'attempt-ended':
      await session.attempt.updateMany({
        where: { id: fact.attempt, personId, status: 'open' },
        data: { status: fact.status, finishedAt: now },
      });
  }
}

/**
 * Publishes the items of the files: a version that stands already is left as it is, for attempts refer to it. Returns the
 * items that say something else now under the same version, and so are not asked as the files have them.
 */
export async function publishBank(session: Session, bank: BankItem[]): Promise<string[]> {
  await session.quizItem.updateMany({ where: { id: { notIn: bank.map(({ item }) => item.id) } }, data: { status: 'retired' } });
  for (const { domain, item } of bank) {
    const { id, level, version, status } = item;
    const now = { domain, level, currentVersion: version, status };
    await session.quizItem.upsert({ where: { id }, create: { id, ...now }, update: now });
  }
  await session.quizItemVersion.createMany({
    skipDuplicates: true,
    data: bank.map(({ item }) => ({ itemId: item.id, version: item.version, content: item as unknown as Prisma.InputJsonValue })),
  });
  const changed = await session.$queryRaw<{ id: string }[]>`
    SELECT v.item_id AS id FROM jsonb_array_elements(${JSON.stringify(bank.map(({ item }) => item))}::jsonb) AS item
    JOIN quiz_item_version v ON v.item_id = item ->> 'id' AND v.version = (item ->> 'version')::int
    WHERE v.content - 'status' <> item - 'status' ORDER BY v.item_id`;
  return changed.map(({ id }) => id);
}
