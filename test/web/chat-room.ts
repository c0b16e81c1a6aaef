/** A web chat over a conversation kept in memory: what its tests speak to. */
import type { Inbound } from '../../src/channels/channel.ts';
import type { Line, Transcript } from '../../src/channels/web/transcript.ts';
import type { Message } from '../../src/dialog/message.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeWebChat } from '../../src/web/chat/routes.tsx';

export const NOW = new Date('2026-11-20T03:41:00Z');

/** The pieces that a test moves: what is said, the time, the language, whether the database is away. */
export function openRoom({ secure = false } = {}) {
  const lines = new Map<string, Line[]>();
  const watchers = new Map<string, Set<() => void>>();
  const room = {
    accepted: [] as Inbound[],
    language: 'th' as 'th' | 'en',
    away: false,
    stopping: new AbortController(),
    now: NOW,
    failures: 0,
  };
  const whenThere = async <T>(value: () => T): Promise<T> => {
    if (room.away) {
      room.failures += 1;
      throw new Error('the database is away');
    }
    return value();
  };
  const transcript: Transcript = {
    history: (address, limit) => whenThere(() => (lines.get(address) ?? []).slice(-limit)),
    language: () => whenThere(() => room.language),
    watch(address, wake) {
      const waiting = watchers.get(address) ?? new Set();
      watchers.set(address, waiting.add(wake));
      return () => void waiting.delete(wake);
    },
    announce: async (address) => watchers.get(address)?.forEach((wake) => void wake()),
  };
  const app = makeWebChat({
    transcript,
    accept: ({ events }) => whenThere(() => void room.accepted.push(...events)),
    clock: { now: () => room.now },
    secure,
    log: makeLog('silent'),
    stopping: room.stopping.signal,
  });
  const add = async (address: string, line: Line) => {
    lines.set(address, [...(lines.get(address) ?? []), line]);
    await transcript.announce(address);
  };
  return Object.assign(room, {
    app,
    say: (address: string, id: string, ...messages: Message[]) => add(address, { id, from: 'bot', at: room.now.toISOString(), messages }),
    hear: (address: string, id: string, text: string) =>
      add(address, { id, from: 'person', at: room.now.toISOString(), messages: [{ text }] }),
    watching: (address: string) => watchers.get(address)?.size ?? 0,
  });
}

export type Room = ReturnType<typeof openRoom>;

/** A browser that has opened the page: its cookie, its address, and its posts as the page makes them. */
export async function enter(room: Room) {
  const first = await room.app.request('/');
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const postJson = (body: unknown) =>
    room.app.request('/chat', { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const postForm = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return room.app.request('/chat', { method: 'POST', headers, body });
  };
  await postJson({ arrived: true });
  const address = room.accepted.splice(0).at(-1)?.address ?? '';
  return { first, cookie, headers, address, postJson, postForm, page: async () => (await room.app.request('/', { headers })).text() };
}
