/** Keeps a process's engine in step with what is published. */
import type { Database } from '../db/client.ts';
import { releaseOf } from '../db/release.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Knowledge } from './knowledge.ts';
import { type LiveAsk, liveAsk } from './live.ts';
import { ANSWERS, publishedEntries } from './store.ts';

/** The kind under which knowledge is published; see db/release. */
export const KNOWLEDGE = 'knowledge';

/** How often an instance looks whether other content was published. */
const LOOK_EVERY_MS = 5_000;

/** Builds the engine over the published entries, and anew when others are published. The tables come from the files. */
export async function followKnowledge(
  db: Database,
  files: Knowledge,
  log: Log,
  everyMs = LOOK_EVERY_MS,
): Promise<{ ask: LiveAsk; stop: () => void }> {
  let release = await knowledgeRelease(db);
  const ask = liveAsk({ ...files, entries: await publishedEntries(db) });
  const look = async () => {
    const now = await knowledgeRelease(db);
    if (now === release) return;
    ask.refresh(await publishedEntries(db));
    release = now;
  };
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'content not looked at')),
    everyMs,
  );
  return { ask, stop: () => clearInterval(timer) };
}

/** Changes when the files' knowledge or an answer of the backlog is published. */
const knowledgeRelease = async (db: Database): Promise<string> =>
  (await Promise.all([KNOWLEDGE, ANSWERS].map((kind) => releaseOf(db, kind)))).join(' ');
