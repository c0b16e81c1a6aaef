import { describe, expect, it } from 'vitest';
import { connect, isDuplicate, isTransient } from '../../src/db/client.ts';
import { makeLog } from '../../src/lib/log.ts';
import { testDatabase } from '../database.ts';
import { freePort } from '../fakes/free-port.ts';
import { until } from '../until.ts';

const { db, url } = await testDatabase();

const errorOf = async (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );
const raised = (state: string) => errorOf(() => db.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; END $$`));
const terminate = () =>
  db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const sleeping = async () =>
  (
    await db.$queryRaw<
      unknown[]
    >`SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`
  ).length > 0;

describe('the database is at fault', () => {
  it.each(['08006', '40001', '40P01', '53100', '53300', '55P03', '57014', '57P01', '57P03'])('when it says %s', async (state) => {
    expect(isTransient(await raised(state))).toBe(true);
  });

  it('when it ends a session that is at work', async () => {
    const failed = errorOf(() => db.$queryRaw`SELECT pg_sleep(30)::text`);
    await until(sleeping);
    await terminate();
    expect(isTransient(await failed)).toBe(true);
  });

  it('when it ends a session in the middle of a transaction', async () => {
    const failed = await errorOf(() =>
      db.$transaction(async (session) => {
        await session.$queryRaw`SELECT 1 AS one`;
        await terminate();
        await until(() =>
          session.$queryRaw`SELECT 1 AS one`.then(
            () => false,
            () => true,
          ),
        );
        await session.$queryRaw`SELECT 1 AS one`;
      }),
    );
    expect(isTransient(failed)).toBe(true);
  });

  it('when nobody listens there', async () => {
    const away = connect(url.replace(/:\d+\//, `:${await freePort()}/`), 2, makeLog('silent'));
    expect(isTransient(await errorOf(() => away.$queryRaw`SELECT 1`))).toBe(true);
    expect(isTransient(await errorOf(() => away.person.findMany()))).toBe(true);
    expect(isTransient(await errorOf(() => away.$transaction(async (session) => session.$queryRaw`SELECT 1`)))).toBe(true);
    await away.$disconnect();
  });

  it('when all connections are taken', async () => {
    const small = connect(url, 1, makeLog('silent'));
    const held = errorOf(() => small.$queryRaw`SELECT pg_sleep(30)::text`);
    await until(sleeping);
    expect(isTransient(await errorOf(() => small.$queryRaw`SELECT 1`))).toBe(true);
    await terminate();
    await held;
    await small.$disconnect();
  });
});

describe('the database is not at fault', () => {
  it.each(['22021', '22P02', '23502', '42P01', 'P0001'])('when it says %s', async (state) => {
    expect(isTransient(await raised(state))).toBe(false);
  });

  it('when somebody did the same thing first', async () => {
    const make = () => db.person.create({ data: { id: '00000000-0000-7000-8000-000000000001' } });
    await make();
    const failed = await errorOf(make);
    expect(isDuplicate(failed)).toBe(true);
    expect(isTransient(failed)).toBe(false);
  });

  it('when the mistake is ours', () => {
    expect(isTransient(new Error('cannot digest this'))).toBe(false);
    expect(isTransient(undefined)).toBe(false);
  });
});
