/** A database for a case, and what stands in it as the oracle reads it. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { z } from 'zod';
import { TEMPLATE } from '../database-server.ts';
import { until } from './until.ts';

const eventSchema = z.object({
  id: z.string(),
  channel: z.string(),
  event_id: z.string(),
  lane: z.string(),
  status: z.enum(['waiting', 'claimed', 'done', 'aside']),
  attempts: z.number(),
  reason: z.string().nullable(),
});
export type EventRow = z.infer<typeof eventSchema>;

const messageSchema = z.object({
  id: z.string(),
  channel: z.string(),
  address: z.string(),
  cause: z.string(),
  recipients: z.array(z.string()).nullable(),
  messages: z.array(z.unknown()),
  reference: z.unknown(),
  reply_token: z.string().nullable(),
  retry_key: z.string(),
  status: z.enum(['waiting', 'sending', 'sent', 'failed', 'unknown']),
  attempts: z.number(),
  reason: z.string().nullable(),
});
export type MessageRow = z.infer<typeof messageSchema>;

const recipientSchema = z.object({ broadcast_id: z.string(), address: z.string(), channel: z.string(), cause: z.string() });
export type RecipientRow = z.infer<typeof recipientSchema>;

export interface Ledger {
  url: string;
  /** Runs a statement past the service. */
  sql: (text: string, values?: unknown[]) => Promise<unknown[]>;
  events: () => Promise<EventRow[]>;
  messages: () => Promise<MessageRow[]>;
  recipients: () => Promise<RecipientRow[]>;
  /** Waits until nothing waits in inbox and outbox any more. */
  settled: (withinMs?: number) => Promise<void>;
  /** A transaction that holds what `lock` takes until it is let go. */
  hold: (lock: string) => Promise<() => Promise<void>>;
  /** Waits until a statement of the service that contains `text` waits for a lock. */
  frozen: (text: string) => Promise<void>;
}

/** A new database on the suite's server, gone after the test. */
export async function freshLedger(): Promise<Ledger> {
  const adminUrl = inject('adminUrl');
  const name = `fault_${randomBytes(6).toString('hex')}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  onTestFinished(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  return ledgerOf(adminUrl.replace(/\/postgres$/, `/${name}`));
}

/** What stands in a database, whichever server it is on. Its connections come back by themselves. */
export function ledgerOf(url: string): Ledger {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'oracle', connectionTimeoutMillis: 2_000 });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  const sql = async (text: string, values: unknown[] = []): Promise<unknown[]> => (await pool.query(text, values)).rows;
  return {
    url,
    sql,
    events: async () => z.array(eventSchema).parse(await sql('SELECT * FROM inbox_event ORDER BY id')),
    messages: async () => z.array(messageSchema).parse(await sql('SELECT * FROM outbox_message ORDER BY id')),
    recipients: async () => z.array(recipientSchema).parse(await sql('SELECT * FROM recipient')),
    async settled(withinMs = 40_000) {
      await until('everything to be settled', async () => (await sql(UNSETTLED)).length === 0, withinMs);
    },
    async hold(lock) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(lock);
      return async () => {
        await client.query('ROLLBACK');
        client.release();
      };
    },
    async frozen(text) {
      const waiting =
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND position($1 IN query) > 0";
      await until(`"${text}" to wait for a lock`, async () => (await sql(waiting, [text])).length > 0);
    },
  };
}

const UNSETTLED = `
  SELECT FROM inbox_event WHERE status IN ('waiting', 'claimed')
  UNION ALL SELECT FROM outbox_message WHERE status IN ('waiting', 'sending')`;
