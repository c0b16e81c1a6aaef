/** A process that a case starts, watches and kills by its own id. None outlives the test that started it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

export interface Child {
  pid: number;
  /** What it wrote so far, both streams; the last 200 kB. */
  said: () => string;
  hasEnded: () => boolean;
  /** Its exit code, or the signal that ended it; waits at most `withinMs`. */
  end: (withinMs?: number) => Promise<number | string>;
  signal: (name: NodeJS.Signals) => void;
  /** kill -9, and waits until it is gone. */
  kill9: () => Promise<void>;
}

const SAID_LIMIT = 200_000;

/** Starts a Node script of the project, TypeScript or not, and kills it when the test is over. */
export function startNode(script: string, args: string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const watched = watch(child, script);
  onTestFinished(() => watched.kill9());
  return watched;
}

function watch(child: ChildProcess, name: string): Child {
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-SAID_LIMIT);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (withinMs = 20_000) => {
    await until(`the end of ${name}`, hasEnded, withinMs);
    return child.exitCode ?? child.signalCode ?? 'unknown';
  };
  return {
    pid: child.pid ?? 0,
    said: () => said,
    hasEnded,
    end,
    signal: (signal) => void child.kill(signal),
    async kill9() {
      child.kill('SIGKILL');
      await end(5_000);
    },
  };
}
