/**
 * Applies prisma/migrations as `prisma migrate deploy` does, and records them in the same table under the same advisory
 * lock, so both can be used on one database. Needs no engine and no command line.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { ConfigError, reasonOf } from '../lib/errors.ts';
import { singleClient } from './single.ts';

/** The key of the lock that Prisma takes while it migrates. */
const PRISMA_LOCK = 72_707_369;

const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Brings a database up to date and returns the names of the migrations applied. Several processes may call it at once. */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  const client = singleClient(databaseUrl);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(LEDGER);
    const done = await finished(client);
    const applied: string[] = [];
    for (const name of await migrationNames(folder)) {
      if (await applyOnce(client, folder, name, done)) applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function finished(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const broken = rows.find((row) => !row.finished_at);
  if (broken)
    throw new ConfigError(`the migration ${broken.migration_name} failed earlier: resolve it with "prisma migrate resolve" first`);
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function migrationNames(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true });
  return found
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function applyOnce(client: pg.Client, folder: string, name: string, done: Map<string, string>): Promise<boolean> {
  const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  const recorded = done.get(name);
  if (recorded === checksum) return false;
  if (recorded !== undefined) throw new ConfigError(`the migration ${name} was edited after it had been applied`);
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [id, checksum, name]);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, reasonOf(error)]);
    throw error;
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
  return true;
}
