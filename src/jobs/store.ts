/** What is deleted when its time is over. */
import type { Database } from '../db/client.ts';

/** How long a handled event and a settled message are kept: as long as the notice says. */
const KEEP_DAYS = 90;

/** Deletes what nobody needs any more; returns how many rows went. */
export async function deleteExpired(db: Database): Promise<number> {
  const events =
    await db.$executeRaw`DELETE FROM inbox_event WHERE status IN ('done', 'aside') AND received_at < now() - make_interval(days => ${KEEP_DAYS})`;
  const messages =
    await db.$executeRaw`DELETE FROM outbox_message WHERE status IN ('sent', 'failed', 'unknown') AND created_at < now() - make_interval(days => ${KEEP_DAYS})`;
  // The good-bye to somebody who erased themselves, and words to a stranger: they hold an address and belong to nobody.
  const strangers =
    await db.$executeRaw`DELETE FROM outbox_message WHERE status IN ('sent', 'failed', 'unknown') AND person_id IS NULL AND broadcast_id IS NULL AND created_at < now() - interval '1 day'`;
  const links = await db.$executeRaw`DELETE FROM export_link WHERE expires_at < now()`;
  return events + messages + strangers + links;
}
