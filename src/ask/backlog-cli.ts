/**
 * The backlog on the command line, see `npm run backlog`. Ends with 0 when done, 1 when it could not start, 2 for a wrong
 * or declined command.
 */
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { lateAnswer } from '../../dialogs/ask-cards.ts';
import { readConfig } from '../config.ts';
import { connect } from '../db/client.ts';
import { openDatabase } from '../db/open.ts';
import { toMessage } from '../dialog/draft.ts';
import { systemClock } from '../lib/clock.ts';
import { reasonOf } from '../lib/errors.ts';
import { makeLog } from '../lib/log.ts';
import { translate } from '../text/translate.ts';
import { type CommandParts, carryOut, EXIT, type Exit } from './backlog-command.ts';
import { readOptions, type Task } from './backlog-options.ts';
import { backlogStore } from './backlog-store.ts';
import { type Say, sayIn } from './backlog-words.ts';
import { loadKnowledge } from './load.ts';
import { publishedEntries } from './store.ts';

const SEED = path.resolve(import.meta.dirname, '../../prisma/seed');

/** Connections; the command does one thing after another. */
const POOL = 2;

/** A yes in either language. */
const AGREED = new Set((['th', 'en'] as const).flatMap((language) => translate(language, 'broadcast.yes-words').split('|')));

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(args: string[]): Promise<Exit> {
  const options = readOptions(args);
  const say = sayIn(options.language);
  if (!options.ok) {
    complain(say(options.reason));
    return EXIT.declined;
  }
  try {
    return await withDatabase(say, options.task);
  } catch (error) {
    complain(say({ key: 'backlog.cannot-start', with: { reason: reasonOf(error).trim().split('\n').at(-1) || String(error) } }));
    return EXIT.startFailed;
  }
}

async function withDatabase(say: Say, task: Task): Promise<Exit> {
  const files = loadKnowledge(SEED);
  const database = await openDatabase(readConfig(process.env), () => undefined);
  const db = connect(database.url, POOL, makeLog('silent'));
  const word: CommandParts['word'] = (entry, { question, language }) => toMessage(lateAnswer(entry, question).message, language, undefined);
  const knowledge = async () => ({ ...files, entries: await publishedEntries(db) });
  try {
    return await carryOut(
      { backlog: backlogStore(db), knowledge, clock: systemClock, say, print, complain, word, ...(process.stdin.isTTY && { confirm }) },
      task,
    );
  } finally {
    await db.$disconnect();
    await database.embedded?.stop();
  }
}

/** True for a yes in Thai or English; Ctrl-C and the end of input are a no. */
async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question).catch(() => ''), closed]);
  terminal.close();
  return AGREED.has(answer.trim().toLowerCase());
}

process.exit(await main(process.argv.slice(2)));
