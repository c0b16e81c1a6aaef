/** Takes events in durably: requests that come while a commit is under way share the next one. */
import type { Received } from '../channels/channel.ts';
import { isTransient } from '../db/client.ts';
import { gather } from '../lib/gather.ts';
import type { InboxStore } from './inbox-store.ts';

type Request = Pick<Received, 'events' | 'setAside'>;
type Stored = { ok: true } | { ok: false; error: unknown };

/** Requests in one commit at most. */
const MOST_TOGETHER = 100;

/**
 * Makes the function that stores a request's events; when it returns, they are on disk. Throws when they are not: what
 * is wrong with one request is not laid at its neighbours' door.
 */
export function makeAccept(inbox: Pick<InboxStore, 'accept'>): (request: Request) => Promise<void> {
  const store = gather<Request, Stored>(MOST_TOGETHER, (requests) => storeAll(inbox, requests));
  return async ({ events, setAside }) => {
    if (events.length + setAside.length === 0) return;
    const stored = await store({ events, setAside });
    if (!stored.ok) throw stored.error;
  };
}

async function storeAll(inbox: Pick<InboxStore, 'accept'>, requests: Request[]): Promise<Stored[]> {
  const joined = { events: requests.flatMap(({ events }) => events), setAside: requests.flatMap(({ setAside }) => setAside) };
  const together = await attempt(inbox, joined);
  if (together.ok || requests.length === 1 || isTransient(together.error)) return requests.map(() => together);
  const stored: Stored[] = [];
  for (const request of requests) stored.push(await attempt(inbox, request));
  return stored;
}

const attempt = (inbox: Pick<InboxStore, 'accept'>, request: Request): Promise<Stored> =>
  inbox.accept(request).then(
    () => ({ ok: true }),
    (error: unknown) => ({ ok: false, error }),
  );
