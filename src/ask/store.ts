/** Knowledge in the database: entries as versions, and the questions that stand unanswered. */
import { v7 as uuid } from 'uuid';
import type { Database, Prisma, Session } from '../db/client.ts';
import { type Entry, entrySchema, type Knowledge } from './knowledge.ts';

/** Publishes the files' knowledge: an entry that is gone from them is withdrawn, a version that stands is not changed. */
export async function publishKnowledge(session: Session, { documents, entries }: Knowledge): Promise<void> {
  for (const { id, title, shortTitle, publisher, date } of documents) {
    const row = { title, shortTitle, publisher, date: date?.length === 10 ? new Date(date) : null };
    await session.sourceDocument.upsert({ where: { id }, create: { id, ...row }, update: row });
  }
  await session.knowledgeEntry.updateMany({ where: { id: { notIn: entries.map((entry) => entry.id) } }, data: { published: false } });
  await session.knowledgeEntry.createMany({
    skipDuplicates: true,
    data: entries.map(({ id, version }) => ({ id, currentVersion: version })),
  });
  for (const { id, version } of entries)
    await session.knowledgeEntry.updateMany({
      where: { id, NOT: { currentVersion: version, published: true } },
      data: { currentVersion: version, published: true },
    });
  await session.knowledgeEntryVersion.createMany({
    skipDuplicates: true,
    data: entries.map((entry) => ({ entryId: entry.id, version: entry.version, content: entry as unknown as Prisma.InputJsonValue })),
  });
}

/** The entries that are published now, each in its current version. */
export async function publishedEntries(db: Database): Promise<Entry[]> {
  const rows = await db.$queryRaw<{ content: unknown }[]>`
    SELECT v.content FROM knowledge_entry e JOIN knowledge_entry_version v ON v.entry_id = e.id AND v.version = e.current_version
    WHERE e.published ORDER BY e.id`;
  return rows.map((row) => entrySchema.parse(row.content));
}

/** Keeps a question for a person to answer; the same question of the same asker once. */
export async function keepQuestion(session: Session, personId: string, question: string, now: Date): Promise<void> {
  await session.unansweredQuestion.createMany({ skipDuplicates: true, data: [{ id: uuid(), personId, question, askedAt: now }] });
}
