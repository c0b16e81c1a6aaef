/**
 * Announcements on the command line, see `npm run broadcast`. Ends with 0 when done, 1 when it could not start, 2 for a
 * wrong or declined command, 130 when paused.
 */
import { createInterface } from 'node:readline/promises';
import { transcriptStore } from '../bot/transcript-store.ts';
import { makeChannels } from '../channels/make-channels.ts';
import { readConfig } from '../config.ts';
import { connect } from '../db/client.ts';
import { openDatabase } from '../db/open.ts';
import { reasonOf } from '../lib/errors.ts';
import { makeLog } from '../lib/log.ts';
import { carryOut, EXIT, type Exit, type ReadyTask } from './command.ts';
import { readMessageFile } from './message-file.ts';
import { readOptions, type Task } from './options.ts';
import { barView, lineView } from './progress-view.ts';
import { type BroadcastWords, type Say, sayIn } from './words.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** A yes in either language. */
const AGREED = new Set((['th', 'en'] as const).flatMap((language) => sayIn(language)('broadcast.yes-words').split('|')));

async function main(args: string[], signal: AbortSignal): Promise<Exit> {
  const options = readOptions(args);
  const say = sayIn(options.language);
  if (!options.ok) return refuse(say, options.reason);
  const task = await ready(options.task);
  if ('reason' in task) return refuse(say, task.reason);
  try {
    return await withDatabase(say, task, signal);
  } catch (error) {
    complain(say({ key: 'broadcast.cannot-start', with: { reason: reasonOf(error).trim().split('\n').at(-1) || String(error) } }));
    return EXIT.startFailed;
  }
}

function refuse(say: Say, reason: BroadcastWords): Exit {
  complain(say(reason));
  return EXIT.declined;
}

async function ready(task: Task): Promise<ReadyTask | { reason: BroadcastWords }> {
  if (task.type !== 'send') return task;
  const read = await readMessageFile(task.file);
  return read.ok ? { ...task, message: read.message } : { reason: read.reason };
}

async function withDatabase(say: Say, task: ReadyTask, signal: AbortSignal): Promise<Exit> {
  const config = readConfig(process.env);
  // What is printed here is for people: logs come only where they are asked for.
  const log = makeLog(['debug', 'trace'].includes(config.logLevel) ? config.logLevel : 'silent');
  const database = await openDatabase(config, () => undefined);
  const db = connect(database.url, config.databasePool, log);
  const transcript = transcriptStore(db, database.url, log);
  const view = process.stdout.isTTY ? barView(say, process.stdout) : lineView(say, print);
  const confirm = process.stdin.isTTY ? { confirm: (question: string) => ask(question, signal) } : {};
  try {
    return await carryOut(
      { db, channels: makeChannels(config, transcript, log), log, say, print, complain, ...confirm, view, signal },
      task,
    );
  } finally {
    await transcript.stop();
    await db.$disconnect();
    await database.embedded?.stop();
  }
}

/** True for a yes in Thai or English; Ctrl-C is a no. */
async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  // Not a terminal of its own: so Ctrl-C reaches the process as a signal.
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(question, { signal }), closed]);
    return AGREED.has(answer.trim().toLowerCase());
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}

const stopping = new AbortController();
// Kept for good: a terminal and a parent may both pass Ctrl-C on, and the second must not cut the first short.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
process.exit(await main(process.argv.slice(2), stopping.signal));
