/** The connection to PostgreSQL: Prisma over a pool of pg connections. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { Log } from '../lib/log.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;
/** What a store needs: the database, or an open transaction of it. */
export type Session = Prisma.TransactionClient;
export { Prisma };

/** No statement of ours needs longer; one that does is cut off and counts as a fault. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** How long to wait for a connection before the database counts as away. */
const CONNECT_TIMEOUT_MS = 900;
/** How long a transaction may stay open, from its first statement to its commit. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/** Opens a pool of at most `pool` connections. Connects on first use; a lost connection is replaced by itself. */
export function connect(url: string, pool: number, log: Log): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max: pool, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: TRANSACTION_TIMEOUT_MS },
    {
      onPoolError: (error) => log.warn({ err: error }, 'a database connection was lost'),
      onConnectionError: (error) => log.warn({ err: error }, 'a database connection was lost'),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: CONNECT_TIMEOUT_MS * 2, timeout: TRANSACTION_TIMEOUT_MS } });
}

/** True when the database answers. */
export async function isReachable(db: Database): Promise<boolean> {
  return db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
}

/** True for a write that broke a uniqueness rule: somebody did the same thing first. */
export const isDuplicate = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
