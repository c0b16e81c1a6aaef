/** The database that the settings name, ready for use. */
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { singleClient } from './single.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface OpenedDatabase {
  url: string;
  embedded?: EmbeddedPostgres;
}

/** The database of the settings: the one named, or the embedded one of the data folder; migrated. */
export async function openDatabase(config: Config, progress: (line: string) => void): Promise<OpenedDatabase> {
  const opened = config.databaseUrl ? { url: config.databaseUrl } : await openEmbedded(config, progress);
  const applied = await migrate(opened.url, path.join(ROOT, 'prisma/migrations'));
  if (applied.length > 0) progress(`  migrations  ${applied.length} applied`);
  return opened;
}

async function openEmbedded(config: Config, progress: (line: string) => void): Promise<OpenedDatabase> {
  const dir = path.resolve(ROOT, config.dataDir, 'postgres');
  progress(`  database    embedded PostgreSQL in ${path.relative(process.cwd(), dir) || dir}`);
  const embedded = await startEmbedded({ dir });
  await createDatabase(embedded.url('postgres'), 'taksa');
  return { url: embedded.url('taksa'), embedded };
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = singleClient(adminUrl);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Another instance made it.
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error;
  } finally {
    await client.end();
  }
}
