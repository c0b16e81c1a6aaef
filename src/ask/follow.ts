/** Keeps a process's engine in step with what is published. */
import type { Database } from '../db/client.ts';
import { releaseOf } from '../db/release.ts';
import { pause } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { LiveAsk } from './live.ts';
import { ANSWERS, publishedEntries } from './store.ts';

/** The kind under which knowledge is published; see db/release. */
export const KNOWLEDGE = 'knowledge';

/** How often an instance looks whether other content was published. */
const LOOK_EVERY_MS = 5_000;

/** Gives an engine the published entries, now and whenever others are published, and stops it. The tables stay those of the files. */
export async function followKnowledge(
  db: Database,
  ask: LiveAsk,
  log: Log,
  everyMs = LOOK_EVERY_MS,
): Promise<{ stop: () => Promise<void> }> {
  let release: string | undefined;
  const look = async () => {
    const now = await knowledgeRelease(db);
    if (now === release) return;
    await ask.refresh(await publishedEntries(db));
    release = now;
  };
  await look();
  const stopping = new AbortController();
  const looking = (async () => {
    for (;;) {
      await pause(everyMs, stopping.signal);
      if (stopping.signal.aborted) return;
      await look().catch((error: unknown) =>
        log.warn({ reason: reasonOf(error) }, 'other content may be published, and could not be taken'),
      );
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await looking;
      await ask.stop();
    },
  };
}

/** Changes when the files' knowledge or an answer of the backlog is published. */
const knowledgeRelease = async (db: Database): Promise<string> =>
  (await Promise.all([KNOWLEDGE, ANSWERS].map((kind) => releaseOf(db, kind)))).join(' ');
