/**
 * Raw statements that pass Prisma by, over the same pool of connections: for the few that every message meets (accepting,
 * claiming, reading a person, writing a turn, settling a send). They cost a quarter of what they cost through Prisma.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { Prisma } from './generated/client.ts';

/** Written like Prisma's own: hot.query`SELECT ${value}`; values go out as parameters, fragments made by Prisma.sql are joined in. */
type Statement<Result> = (text: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => Promise<Result>;

export interface Hot {
  /** The rows: bigint for int8, Date for timestamps, values for JSON, as Prisma gives them. */
  query: <Rows extends unknown[]>(...statement: Parameters<Statement<Rows>>) => Promise<Rows>;
  /** How many rows were touched. */
  execute: Statement<number>;
}

const INT8 = pg.types.builtins.INT8;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format ?? 'text')),
};

const names = new Map<string, string>();

/** Statements are prepared once for each connection, under a name that stands for their text. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `taksa-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  return name;
}

/** Makes it over a pool. */
export function makeHot(pool: pg.Pool): Hot {
  const run = (statement: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const sql = 'raw' in statement ? Prisma.sql(statement, ...values) : statement;
    return pool.query({ name: nameOf(sql.text), text: sql.text, values: sql.values, types });
  };
  return {
    query: async <Rows extends unknown[]>(statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(statement, values)).rows as Rows,
    execute: async (statement, ...values) => (await run(statement, values)).rowCount ?? 0,
  };
}
