/** What the broadcast command is asked to do. */
import { parseArgs } from 'node:util';
import { reasonOf } from '../lib/errors.ts';
import type { Language } from '../text/translate.ts';
import type { BroadcastWords } from './words.ts';

export type Task =
  | { type: 'send'; file: string; audience: string; dryRun: boolean; yes: boolean }
  /** Without an id: the only one that is unfinished. */
  | { type: 'continue' | 'stop'; id?: string }
  | { type: 'list' };

export type Options = { ok: true; language: Language; task: Task } | { ok: false; language: Language; reason: BroadcastWords };

const OPTIONS = {
  message: { type: 'string' },
  audience: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  continue: { type: 'boolean', default: false },
  stop: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  language: { type: 'string', default: 'th' },
} as const;

/** Reads the command line; the console speaks Thai unless asked otherwise. */
export function readOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const language = values.language === 'en' ? 'en' : 'th';
    const task = taskOf(values, positionals);
    return 'type' in task ? { ok: true, language, task } : { ok: false, language, reason: task.reason };
  } catch (error) {
    return { ok: false, language: 'th', reason: { key: 'broadcast.wrong-option', with: { reason: reasonOf(error).split('. ')[0] ?? '' } } };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

function taskOf(values: Values, [id, ...more]: string[]): Task | { reason: BroadcastWords } {
  const asked = [values.message !== undefined, values.continue, values.stop, values.list].filter(Boolean).length;
  if (asked === 0 && id === undefined) return { reason: 'broadcast.usage' };
  if (asked !== 1) return { reason: 'broadcast.one-thing' };
  const odd = values.continue || values.stop ? more[0] : id;
  if (odd !== undefined) return { reason: { key: 'broadcast.wrong-option', with: { reason: odd } } };
  if (values.list) return { type: 'list' };
  if (values.continue || values.stop) return { type: values.continue ? 'continue' : 'stop', ...(id !== undefined && { id }) };
  if (values.audience === undefined) return { reason: 'broadcast.audience-missing' };
  return {
    type: 'send',
    file: values.message ?? '',
    audience: values.audience,
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
  };
}
