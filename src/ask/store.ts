/** Knowledge in the database: entries as versions. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database, Prisma, Session } from '../db/client.ts';
import { lockContent, setRelease } from '../db/release.ts';
import { type Entry, entrySchema, type Knowledge } from './knowledge.ts';

/** The kind under which answers from the backlog are published; see db/release. */
export const ANSWERS = 'answers';

/**
 * Publishes the files' knowledge: an entry that is gone from them is withdrawn, and one whose text is another now is answered
 * with that, also where nobody counted its version up. An answer from the backlog stays, until the files hold its id in the
 * same version or a later one.
 */
export async function publishKnowledge(session: Session, { documents, entries }: Knowledge): Promise<void> {
  for (const { id, title, shortTitle, publisher, date } of documents) {
    const row = { title, shortTitle, publisher, date: date?.length === 10 ? new Date(date) : null };
    await session.sourceDocument.upsert({ where: { id }, create: { id, ...row }, update: row });
  }
  await session.knowledgeEntry.updateMany({
    where: { seeded: true, id: { notIn: entries.map((entry) => entry.id) } },
    data: { published: false },
  });
  const versions = JSON.stringify(entries.map(({ id, version }) => ({ id, version })));
  await session.$executeRaw`
    INSERT INTO knowledge_entry AS e (id, current_version)
    SELECT id, version FROM jsonb_to_recordset(${versions}::jsonb) AS f (id text, version int)
    ON CONFLICT (id) DO UPDATE SET current_version = excluded.current_version, published = true, seeded = true
    WHERE (e.seeded OR e.current_version <= excluded.current_version)
      AND (e.current_version, e.published, e.seeded) IS DISTINCT FROM (excluded.current_version, true, true)`;
  await session.$executeRaw`
    INSERT INTO knowledge_entry_version AS v (entry_id, version, content)
    SELECT content ->> 'id', (content ->> 'version')::int, content FROM jsonb_array_elements(${JSON.stringify(entries)}::jsonb) AS content
    ON CONFLICT (entry_id, version) DO UPDATE SET content = excluded.content, published_at = now()
    WHERE v.content <> excluded.content`;
}

/** The entries that are published now, each in its current version. */
export async function publishedEntries(db: Database): Promise<Entry[]> {
  const rows = await db.$queryRaw<{ content: unknown }[]>`
    SELECT v.content FROM knowledge_entry e JOIN knowledge_entry_version v ON v.entry_id = e.id AND v.version = e.current_version
    WHERE e.published ORDER BY e.id`;
  return rows.map((row) => entrySchema.parse(row.content));
}

/** `standing`: this very version is published already. `outdated`: it, or a later one, was published with other content. */
export type AnswerPublished = { type: 'published' | 'standing' } | { type: 'outdated'; version: number };

/** Publishes one entry beside those of the files, which leave it alone; all instances rebuild. */
export async function publishAnswer(session: Session, entry: Entry): Promise<AnswerPublished> {
  const { id, version } = entry;
  await lockContent(session);
  const row = await session.knowledgeEntry.findUnique({ where: { id }, include: { versions: { orderBy: { version: 'desc' }, take: 1 } } });
  const [latest] = row?.versions ?? [];
  if (latest && latest.version >= version) {
    const isSame = latest.version === version && isDeepStrictEqual(entrySchema.parse(latest.content), entry);
    if (!isSame) return { type: 'outdated', version: latest.version };
    if (row?.published && row.currentVersion === version) return { type: 'standing' };
  }
  const now = { currentVersion: version, published: true, seeded: false };
  await session.knowledgeEntry.upsert({ where: { id }, create: { id, ...now }, update: now });
  await session.knowledgeEntryVersion.createMany({
    skipDuplicates: true,
    data: [{ entryId: id, version, content: entry as unknown as Prisma.InputJsonValue }],
  });
  await setRelease(session, ANSWERS, randomUUID());
  return { type: 'published' };
}
