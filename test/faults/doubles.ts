/** The stand-ins for LINE and Teams as processes, and what they remember. */
import { inject } from 'vitest';
import { z } from 'zod';
import { freePort } from '../fakes/free-port.ts';
import { type Child, startNode } from './child.ts';
import { until } from './until.ts';

const lineEntrySchema = z.object({
  at: z.number(),
  operation: z.string(),
  to: z.array(z.string()),
  messages: z.array(z.unknown()),
  retryKey: z.string().optional(),
  replyToken: z.string().optional(),
});
/** One delivery that LINE accepted. */
export type LineEntry = z.infer<typeof lineEntrySchema>;

const teamsEntrySchema = z.object({ at: z.number(), conversation: z.string(), activity: z.record(z.string(), z.unknown()) });
/** One activity that Teams accepted. */
export type TeamsEntry = z.infer<typeof teamsEntrySchema>;

const lineStatsSchema = z.object({ requests: z.number(), refused: z.array(z.object({ operation: z.string(), status: z.number() })) });
const teamsStatsSchema = z.object({ requests: z.number() });

/** What a stand-in does with its next requests, instead of or beside its work. */
interface Fault {
  operation?: string;
  conversation?: string;
  times?: number;
  status?: number;
  message?: string;
  code?: string;
  /** Seconds. */
  retryAfter?: number;
  hangMs?: number;
  drop?: 'before' | 'after';
}

export interface Double<Entry, Stats> extends Child {
  url: string;
  log: () => Promise<Entry[]>;
  stats: () => Promise<Stats>;
  fault: (...faults: Fault[]) => Promise<void>;
}
export type LineDouble = Double<LineEntry, z.infer<typeof lineStatsSchema>>;
export type TeamsDouble = Double<TeamsEntry, z.infer<typeof teamsStatsSchema>>;

/** Starts LINE; `flags` as its own options, such as ['--quota', '700']. */
export const startLine = (flags: string[] = [], port?: number): Promise<LineDouble> =>
  start('line-double.mjs', ['--spec', inject('lineSpecification'), ...flags], lineEntrySchema, lineStatsSchema, port);

/** Starts Teams. */
export const startTeams = (flags: string[] = []): Promise<TeamsDouble> =>
  start('teams-double.mjs', flags, teamsEntrySchema, teamsStatsSchema);

async function start<Entry, Stats>(
  script: string,
  flags: string[],
  entry: z.ZodType<Entry>,
  stats: z.ZodType<Stats>,
  at?: number,
): Promise<Double<Entry, Stats>> {
  const port = at ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = startNode(`${inject('doubles')}/${script}`, ['--port', String(port), ...flags]);
  const get = async (path: string): Promise<unknown> => (await fetch(`${url}/_double/${path}`)).json();
  await until(`${script} to listen`, async () => stats.parse(await get('stats')));
  return {
    ...child,
    url,
    log: async () => z.array(entry).parse(await get('log')),
    stats: async () => stats.parse(await get('stats')),
    async fault(...faults) {
      await fetch(`${url}/_double/faults`, { method: 'POST', body: JSON.stringify(faults) });
    },
  };
}
