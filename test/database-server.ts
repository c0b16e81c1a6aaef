/** One PostgreSQL for a run of tests: started once, with a migrated template that each test file copies. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the server's own database; see database.ts. */
    adminUrl: string;
  }
}

export const TEMPLATE = 'taksa_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-test-'));
  fs.chmodSync(dir, 0o755);
  const server = await startEmbedded({ dir: path.join(dir, 'postgres'), durable: false });
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  await migrate(server.url(TEMPLATE), path.resolve('prisma/migrations'));
  project.provide('adminUrl', server.url('postgres'));
  return async () => {
    await server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
}
