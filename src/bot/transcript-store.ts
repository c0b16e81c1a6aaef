/** The web chat's memory: both sides of a conversation, read from inbox and outbox, and the news that there is more. */
import { inboundSchema } from '../channels/channel.ts';
import type { Line, Transcript } from '../channels/web/transcript.ts';
import type { Database } from '../db/client.ts';
import { type Listener, listen } from '../db/listen.ts';
import { messagesSchema } from '../dialog/message.ts';
import type { Log } from '../lib/log.ts';

const NEWS = 'taksa_web';

/** The transcript over the database; `stop` ends its listening. */
export function transcriptStore(db: Database, url: string, log: Log): Transcript & Listener {
  const watchers = new Map<string, Set<() => void>>();
  const wake = (address: string) => {
    const woken = address === '' ? [...watchers.values()].flatMap((set) => [...set]) : [...(watchers.get(address) ?? [])];
    for (const call of woken) call();
  };
  const listener = listen(url, NEWS, wake, log);
  return {
    stop: () => listener.stop(),
    history: (address, limit) => history(db, `web:${address}`, limit),
    async language(address) {
      const [row] = await db.$queryRaw<{ language: 'th' | 'en' }[]>`
        SELECT p.language::text FROM identity i JOIN profile p ON p.person_id = i.person_id WHERE i.channel = 'web' AND i.address = ${address}`;
      return row?.language ?? 'th';
    },
    watch(address, call) {
      const set = watchers.get(address) ?? new Set();
      watchers.set(address, set.add(call));
      return () => {
        set.delete(call);
        if (set.size === 0) watchers.delete(address);
      };
    },
    async announce(address) {
      await db.$executeRaw`SELECT pg_notify(${NEWS}, ${address})`;
    },
  };
}

async function history(db: Database, lane: string, limit: number): Promise<Line[]> {
  const [heard, spoken] = await Promise.all([
    db.inboxEvent.findMany({ where: { lane }, orderBy: { id: 'desc' }, take: limit }),
    db.outboxMessage.findMany({ where: { lane, status: { not: 'failed' } }, orderBy: { id: 'desc' }, take: limit }),
  ]);
  // Oldest first already, so that rows of one moment keep their order in the (stable) sort by time.
  const lines = [
    ...heard.reverse().flatMap((event) => personLine(event)),
    ...spoken
      .reverse()
      .map(
        (row): Line => ({ id: `b${row.id}`, from: 'bot', at: row.createdAt.toISOString(), messages: messagesSchema.parse(row.messages) }),
      ),
  ];
  return lines.sort((a, b) => a.at.localeCompare(b.at)).slice(-limit);
}

/** What the person said or pressed; nothing for an arrival, and nothing where the words were forgotten. */
function personLine(event: { eventId: string; receivedAt: Date; payload: unknown }): Line[] {
  const inbound = inboundSchema.safeParse(event.payload);
  if (!inbound.success) return [];
  const { input } = inbound.data;
  const text = input.type === 'text' ? input.text : input.type === 'press' ? input.label : undefined;
  return text === undefined ? [] : [{ id: event.eventId, from: 'person', at: event.receivedAt.toISOString(), messages: [{ text }] }];
}
