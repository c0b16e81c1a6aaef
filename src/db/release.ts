/** Content goes from files into versioned rows once for each state of the files, whoever of several processes is first. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database, Session } from './client.ts';

/** Publishing a whole bank takes longer than a turn may. */
const PUBLISH_TIMEOUT_MS = 60_000;

/** A hash of content as it is published: made of files, tables and the phrases between, it may change with any of these. */
export const hashOfContent = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** A hash of every file at or below a path. */
export function hashOf(place: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(place)) hash.update(path.basename(file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const filesBelow = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place)
        .sort()
        .flatMap((name) => filesBelow(path.join(place, name)))
    : [place];

/** Runs `publish` unless this very state is published already; returns whether it ran. */
export async function publishOnce(
  db: Database,
  kind: string,
  hash: string,
  publish: (session: Session) => Promise<void>,
): Promise<boolean> {
  if ((await releaseOf(db, kind)) === hash) return false;
  return db.$transaction(
    async (session) => {
      await lockContent(session);
      const standing = await session.contentRelease.findUnique({ where: { kind } });
      if (standing?.hash === hash) return false;
      await publish(session);
      await setRelease(session, kind, hash);
      return true;
    },
    { timeout: PUBLISH_TIMEOUT_MS, maxWait: PUBLISH_TIMEOUT_MS },
  );
}

/** Lets one transaction at a time publish, until it ends. */
export async function lockContent(session: Session): Promise<void> {
  await session.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('taksa content'))`;
}

/** Notes which state of a kind is published from this transaction on: instances that follow it rebuild. */
export async function setRelease(session: Session, kind: string, hash: string): Promise<void> {
  await session.$executeRaw`
    INSERT INTO content_release (kind, hash) VALUES (${kind}, ${hash}) ON CONFLICT (kind) DO UPDATE SET hash = excluded.hash, loaded_at = now()`;
}

/** The hash of the state that is published, if any. */
export async function releaseOf(db: Database, kind: string): Promise<string | undefined> {
  const release = await db.contentRelease.findUnique({ where: { kind } });
  return release?.hash;
}
