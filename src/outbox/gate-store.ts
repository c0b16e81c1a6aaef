/**
 * When a channel may be called: its pace and its pauses, shared by all instances through the database. A pause of
 * "line" stops everything on LINE, one of "line:push" leaves replies alone.
 */
import type { Database } from '../db/client.ts';

/** Attempts in a row without an answer after which a channel is left alone for a while. */
const SILENT_LIMIT = 5;
const SILENT_PAUSE_SECONDS = 10;

export type Gate = ReturnType<typeof makeGate>;

export function makeGate(db: Database) {
  return {
    /** The keys that are paused now, with the reason. */
    async paused(): Promise<Map<string, string>> {
      const rows = await db.hot.query<
        { key: string; reason: string | null }[]
      >`SELECT key, reason FROM channel_gate WHERE paused_until > now()`;
      return new Map(rows.map(({ key, reason }) => [key, reason ?? '']));
    },

    /** Pauses a key until then; a longer pause stays. */
    async pause(key: string, until: Date, reason: string): Promise<void> {
      await db.hot.execute`
        INSERT INTO channel_gate (key, paused_until, reason) VALUES (${key}, ${until}, ${reason})
        ON CONFLICT (key) DO UPDATE SET paused_until = greatest(channel_gate.paused_until, excluded.paused_until), reason = excluded.reason`;
    },

    /** Ends the pauses of channels: an operator says that their reason is gone. */
    async reopen(channels: readonly string[]): Promise<void> {
      const keys = channels.flatMap((channel) => [channel, `${channel}:push`]);
      await db.hot.execute`UPDATE channel_gate SET paused_until = NULL WHERE key = ANY(${keys})`;
    },

    /**
     * Takes `count` places in a channel's pace and returns in how many milliseconds they begin. Places are spaced so
     * that all instances together stay within `perSecond` (the generic cell rate algorithm, with no burst).
     */
    async takePlaces(key: string, count: number, perSecond: number): Promise<number> {
      const span = count / perSecond;
      const [row] = await db.hot.query<{ wait: number }[]>`
        INSERT INTO channel_gate (key, next_at) VALUES (${key}, clock_timestamp() + make_interval(secs => ${span}))
        ON CONFLICT (key) DO UPDATE SET next_at = greatest(channel_gate.next_at, clock_timestamp()) + make_interval(secs => ${span})
        RETURNING extract(epoch FROM next_at - make_interval(secs => ${span}) - clock_timestamp())::float AS wait`;
      return Math.max(0, (row?.wait ?? 0) * 1000);
    },

    /** Counts attempts without an answer; the circuit opens at five in a row. Returns true when it opens. */
    async noteSilence(channel: string, answered: boolean): Promise<boolean> {
      if (answered) {
        await db.hot.execute`UPDATE channel_gate SET silent = 0 WHERE key = ${channel} AND silent > 0`;
        return false;
      }
      const [row] = await db.hot.query<{ silent: number }[]>`
        INSERT INTO channel_gate (key, silent) VALUES (${channel}, 1)
        ON CONFLICT (key) DO UPDATE SET silent = channel_gate.silent + 1 RETURNING silent`;
      if ((row?.silent ?? 0) < SILENT_LIMIT) return false;
      await db.hot.execute`
        UPDATE channel_gate SET silent = ${SILENT_LIMIT - 1}, reason = 'silent', paused_until = greatest(paused_until, now() + make_interval(secs => ${SILENT_PAUSE_SECONDS}))
        WHERE key = ${channel}`;
      return true;
    },
  };
}

/** The channels of a list that may be called at all. */
export const openChannels = <Name extends string>(names: readonly Name[], paused: ReadonlyMap<string, string>): Name[] =>
  names.filter((name) => !paused.has(name));
