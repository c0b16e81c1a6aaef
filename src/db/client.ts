/** The connection to PostgreSQL: Prisma over a pool of pg connections. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import type { Log } from '../lib/log.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { type Hot, makeHot } from './hot.ts';

export type Database = PrismaClient & { hot: Hot };
/** What a store needs: the database, or an open transaction of it. */
export type Session = Prisma.TransactionClient;
export { Prisma };

/** No statement of ours needs longer; one that does is cut off and counts as a fault. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** Longer than any statement: a connection that says nothing for so long is dead, though nobody closed it. */
const SILENCE_TIMEOUT_MS = 11_000;
/** How long to wait for a connection before the database counts as away. */
const CONNECT_TIMEOUT_MS = 900;
/** How long a transaction may stay open, from its first statement to its commit. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * A plan made while a table is nearly empty reads all of it, by itself or through an index first, and is kept until PostgreSQL has
 * counted the table anew: for a minute a fresh database answered at a seventh of its speed. All that we ask of it in a hurry has an
 * index that gives the first rows first.
 */
const BY_INDEX = '-c enable_seqscan=off -c enable_bitmapscan=off';

/** Opens a pool of at most `pool` connections. Connects on first use; a lost connection is replaced by itself. */
export function connect(url: string, pool: number, log: Log): Database {
  const lost = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const connections = new pg.Pool({
    connectionString: url,
    max: pool,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: SILENCE_TIMEOUT_MS,
    idle_in_transaction_session_timeout: TRANSACTION_TIMEOUT_MS,
    options: BY_INDEX,
  });
  const adapter = new PrismaPg(connections, { disposeExternalPool: true, onPoolError: lost, onConnectionError: lost });
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: CONNECT_TIMEOUT_MS * 2, timeout: TRANSACTION_TIMEOUT_MS } });
  connections.on('error', lost);
  // Between being handed out and being used a connection has no listener of the pool's or of Prisma's: lost just then, it would end the process.
  connections.on('connect', (client) => client.on('error', () => {}));
  return Object.assign(prisma, { hot: makeHot(connections) });
}

/** True when the database answers. */
export async function isReachable(db: Database): Promise<boolean> {
  return db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
}

/** True for a write that broke a uniqueness rule: somebody did the same thing first. */
export const isDuplicate = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') ||
  (error instanceof pg.DatabaseError && error.code === '23505');

/** SQLSTATE classes that say nothing about the statement: connection, rollback, resources, object in use, intervention. */
const TRANSIENT_STATE = /^(08|40|53|55|57)/;
/** Prisma's own codes: not reachable, too slow, connection closed, no connection free, transaction over, write conflict. */
const TRANSIENT_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']);
/** The adapter's names for a connection that could not be made or was lost. */
const TRANSIENT_KINDS = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout']);
/** What pg throws, as a plain Error without a code, when a connection or its making is cut off. */
const CUT_OFF =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/;

const adapterFault = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
});

/** True where the database was at fault and not what was asked of it: the same may work a moment later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return TRANSIENT_STATE.test(error.code ?? '');
  if (!(error instanceof Prisma.PrismaClientKnownRequestError))
    return error instanceof Error && (CUT_OFF.test(error.message) || isNetworkFault(error));
  const cause = adapterFault.safeParse(error.meta).data?.driverAdapterError.cause;
  return TRANSIENT_CODES.has(error.code) || TRANSIENT_KINDS.has(cause?.kind ?? '') || TRANSIENT_STATE.test(cause?.originalCode ?? '');
}

/** What the operating system says of a connection that cannot be made, or was cut: errors of pg outside Prisma. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function isNetworkFault(error: Error): boolean {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error && 'code' in first && NETWORK_CODES.has(String(first.code));
}
