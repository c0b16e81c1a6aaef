/** A database of its own for a test file, copied from the migrated template in a few milliseconds. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../src/db/client.ts';
import { makeLog } from '../src/lib/log.ts';
import { TEMPLATE } from './database-server.ts';

export interface TestDatabase {
  url: string;
  db: Database;
}

/** Makes the database and a connection pool; both are gone after the file's last test. Call it at the top of a file. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = adminUrl.replace(/\/postgres$/, `/${name}`);
  const db = connect(url, 8, makeLog('silent'));
  afterAll(async () => {
    await db.$disconnect();
    await administer(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url, db };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
