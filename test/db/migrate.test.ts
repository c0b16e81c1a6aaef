import path from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { testDatabase } from '../database.ts';

const { url, db } = await testDatabase();
const FOLDER = path.resolve('prisma/migrations');

test('a migrated database has nothing to apply, also when several processes ask at once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, FOLDER)));
  expect(applied).toEqual([[], [], []]);
});

test('a migration that was edited after it had been applied is refused', async () => {
  await db.$executeRaw`UPDATE _prisma_migrations SET checksum = 'other'`;
  await expect(migrate(url, FOLDER)).rejects.toThrow(/edited after/);
});

test('a migration that failed earlier stops the start', async () => {
  await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  await expect(migrate(url, FOLDER)).rejects.toThrow(/failed earlier/);
});
