/** What the backlog command is asked to do. */
import { parseArgs } from 'node:util';
import { reasonOf } from '../lib/errors.ts';
import type { Language } from '../text/translate.ts';
import type { BacklogWords } from './backlog-words.ts';

export type Task =
  | { type: 'list' }
  | { type: 'answer'; group: number; file: string; yes: boolean }
  | { type: 'dismiss'; group: number; reason: string };

export type Options = { ok: true; language: Language; task: Task } | { ok: false; language: Language; reason: BacklogWords };

const OPTIONS = {
  group: { type: 'string' },
  entry: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean', default: false },
  language: { type: 'string', default: 'th' },
} as const;

/** The highest number that the database counts to. */
const HIGHEST = 2_147_483_647;

/** Reads the command line; it speaks Thai unless asked otherwise. */
export function readOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const language = values.language === 'en' ? 'en' : 'th';
    const task = taskOf(values, positionals);
    return 'type' in task ? { ok: true, language, task } : { ok: false, language, reason: task.reason };
  } catch (error) {
    return { ok: false, language: 'th', reason: { key: 'backlog.wrong-option', with: { reason: reasonOf(error).split('. ')[0] ?? '' } } };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

function taskOf(values: Values, [verb, more]: string[]): Task | { reason: BacklogWords } {
  if (verb === undefined) return { reason: 'backlog.usage' };
  if (more !== undefined) return { reason: { key: 'backlog.wrong-option', with: { reason: more } } };
  if (verb === 'list') return { type: 'list' };
  if (verb !== 'answer' && verb !== 'dismiss') return { reason: { key: 'backlog.wrong-option', with: { reason: verb } } };
  const group = Number(values.group);
  if (!/^\d+$/.test(values.group ?? '') || group < 1 || group > HIGHEST) return { reason: 'backlog.group-missing' };
  if (verb === 'dismiss')
    return values.reason?.trim() ? { type: 'dismiss', group, reason: values.reason.trim() } : { reason: 'backlog.reason-missing' };
  return values.entry ? { type: 'answer', group, file: values.entry, yes: values.yes ?? false } : { reason: 'backlog.entry-missing' };
}
