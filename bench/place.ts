/** Where figures are taken: a durable PostgreSQL of its own in a temporary folder, and processes of the service. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

export interface Place {
  /** Makes a migrated database and returns its address. */
  database(): Promise<string>;
  /** An empty temporary folder. */
  folder(name: string): string;
  /** Ends everything and deletes what was stored. */
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-bench-'));
  fs.chmodSync(dir, 0o755);
  const server = await startEmbedded({ dir: path.join(dir, 'postgres') });
  let made = 0;
  return {
    async database() {
      made += 1;
      return createDatabase(server, `bench_${made}`);
    },
    folder(name) {
      const folder = path.join(dir, name);
      fs.mkdirSync(folder);
      return folder;
    },
    async close() {
      await server.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function createDatabase(server: EmbeddedPostgres, name: string): Promise<string> {
  await withClient(server.url('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
  await migrate(server.url(name), path.join(ROOT, 'prisma/migrations'));
  return server.url(name);
}

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface Running {
  child: ChildProcess;
  /** Resolves with the first match in what it prints; rejects when it ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Memory in use, in MB; the most seen at the times it was asked. */
  memory(): number;
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>;
}

/** Runs a source file as a process of its own. NODE_OPTIONS="--cpu-prof --cpu-prof-dir=DIR" shows where its time goes. */
export function run(file: string, args: string[], env: Record<string, string>, flags: string[] = []): Running {
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
      PORT: '0',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, most] = ['', 0];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'exit');
  return {
    child,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
          if (found) listeners.delete(look);
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`${file} ended:\n${text}`)));
        look();
      }),
    memory() {
      most = Math.max(most, residentOf(child.pid ?? 0));
      return most;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory in MB as Linux tells it; 0 elsewhere. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Starts the service and returns where it is reached. */
export async function startService(env: Record<string, string>): Promise<Running & { url: string }> {
  const running = run('src/main.ts', [], env);
  const [, url = ''] = await running.said(/health\s+(http:\S+)\/health/);
  return { ...running, url };
}
