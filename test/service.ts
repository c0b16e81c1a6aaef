/** The service as a real process, for tests that look at it from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Service {
  /** Such as http://127.0.0.1:41234. */
  url: string;
  child: ChildProcess;
  /** All that it printed so far. */
  said(): string;
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '..');
const LOADER = pathToFileURL(path.join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
/** Time for a first start that installs packages too. */
const START_WITHIN_MS = 240_000;

/** Starts src/main.ts on a free port and waits until it says where it is. Throws with all it printed if it ends first. */
export async function startService(env: Record<string, string>): Promise<Service> {
  const child = spawn(process.execPath, ['--import', LOADER, 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return followService(child);
}

/** Waits until a process that starts the service says where it is. */
export async function followService(child: ChildProcess): Promise<Service> {
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the service did not start in time:\n${said}`)), START_WITHIN_MS);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /health\s+(http:\S+)\/health/.exec(said)?.[1];
      if (found) resolve(found);
      if (found) clearTimeout(late);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${said}`)));
  });
  return {
    url,
    child,
    said: () => said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
