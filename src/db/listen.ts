/** Hears PostgreSQL notifications on a connection of its own, and connects again when that connection is lost. */
import { pause } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { singleClient } from './single.ts';

export interface Listener {
  stop(): Promise<void>;
}

/** Calls `hear` with the payload of each notification on `channel`, and with '' after a gap in which some may be lost. */
export function listen(url: string, channel: string, hear: (payload: string) => void, log: Log): Listener {
  const stopping = new AbortController();
  const done = keepListening(url, channel, hear, log, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function keepListening(url: string, channel: string, hear: (payload: string) => void, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await listenOnce(url, channel, hear, signal);
    } catch (error) {
      log.debug({ err: error }, 'not listening for notifications');
    }
    await pause(500, signal);
  }
}

async function listenOnce(url: string, channel: string, hear: (payload: string) => void, signal: AbortSignal): Promise<void> {
  const client = singleClient(url, { keepAlive: true });
  const ended = new Promise<void>((resolve) => {
    client.once('end', () => resolve());
    client.once('error', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await client.connect();
  client.on('notification', (notice) => hear(notice.payload ?? ''));
  await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  hear('');
  await ended;
  await client.end().catch(() => {});
}
