/**
 * The stand-ins for LINE and the Teams connector, as processes. They lie beside the project in ../shared; their own
 * packages are installed once into tmp/. Where they are missing, what needs them is skipped and says so.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const SHARED = path.resolve(ROOT, '../shared');
const HOME = path.join(ROOT, 'tmp/doubles');

export const hasDoubles = fs.existsSync(path.join(SHARED, 'tools/doubles/line-double.mjs'));
if (!hasDoubles) console.warn('skipped what needs the channel doubles: there is no ../shared/tools/doubles');

export interface Double<Log, Stats> {
  url: string;
  log(): Promise<Log[]>;
  stats(): Promise<Stats>;
  /** Queues faults; see the double's own description. */
  faults(list: Record<string, unknown>[]): Promise<void>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface LineDelivery {
  at: number;
  operation: string;
  to: string[];
  messages: { type: string; text?: string; altText?: string }[];
  retryKey?: string;
  replyToken?: string;
}

export interface LineStats {
  requests: number;
  deliveries: number;
  recipients: number;
  messagesToOne: number;
  billed: number;
  refused: { operation: string; status: number; message?: string }[];
}

export interface TeamsDelivery {
  at: number;
  conversation: string;
  activity: { type: string; text?: string };
}

export interface TeamsStats {
  requests: number;
  throttled: number;
  activities: number;
  conversations: number;
  activitiesToOne: number;
}

/** Starts LINE's stand-in; it checks every request against LINE's own specification. The access token is "tok". */
export const startLineDouble = (...flags: string[]): Promise<Double<LineDelivery, LineStats>> =>
  startDouble('line-double.mjs', ['--spec', path.join(SHARED, 'spec/line'), ...flags]);

/** Starts the Teams connector's stand-in. */
export const startTeamsDouble = (...flags: string[]): Promise<Double<TeamsDelivery, TeamsStats>> => startDouble('teams-double.mjs', flags);

async function startDouble<Log, Stats>(file: string, flags: string[]): Promise<Double<Log, Stats>> {
  install();
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(HOME, file), '--port', String(port), ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${port}`;
  const get = async (what: string) => (await fetch(`${url}/_double/${what}`)).json();
  const post = async (what: string, body: unknown) => void (await (await fetch(`${url}/_double/${what}`, { method: 'POST', body: JSON.stringify(body) })).arrayBuffer());
  return {
    url,
    log: () => get('log') as Promise<Log[]>,
    stats: () => get('stats') as Promise<Stats>,
    faults: (list) => post('faults', list),
    reset: () => post('reset', {}),
    stop: () => end(child),
  };
}

function install(): void {
  if (fs.existsSync(path.join(HOME, 'node_modules/ajv'))) return;
  fs.mkdirSync(HOME, { recursive: true });
  for (const name of fs.readdirSync(path.join(SHARED, 'tools/doubles'))) {
    if (name !== 'node_modules') fs.copyFileSync(path.join(SHARED, 'tools/doubles', name), path.join(HOME, name));
  }
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HOME, stdio: 'inherit' });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
