/** Carries out what the backlog command was asked to do. */
import type { Message } from '../dialog/message.ts';
import type { FoundEntry } from '../dialog/types.ts';
import type { Clock } from '../lib/clock.ts';
import { type BacklogGroup, groupQuestions } from './backlog.ts';
import { brokenBy, readEntryFile, stillMissed, withEntry } from './backlog-entry.ts';
import type { Task } from './backlog-options.ts';
import type { Answered, Asker, BacklogStore } from './backlog-store.ts';
import { entryLines, groupLines, wordingsOf } from './backlog-view.ts';
import type { BacklogWords, Say } from './backlog-words.ts';
import { toFoundEntry } from './found.ts';
import type { Entry, Knowledge } from './knowledge.ts';

/** How the command ends. */
export const EXIT = { done: 0, startFailed: 1, declined: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export interface CommandParts {
  backlog: BacklogStore;
  /** What is published now, with the tables of the files. */
  knowledge: () => Promise<Knowledge>;
  clock: Clock;
  say: Say;
  print: (line: string) => void;
  complain: (line: string) => void;
  /** Asks for a yes; absent where nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>;
  /** Words the message to somebody who asked. */
  word: (entry: FoundEntry, asker: Asker) => Message;
}

export async function carryOut(parts: CommandParts, task: Task): Promise<Exit> {
  const groups = groupQuestions(await parts.backlog.open());
  if (task.type === 'list') return list(parts, groups);
  const group = groups.find(({ questions }) => questions.some(({ number }) => number === task.group));
  if (task.type === 'answer') return answer(parts, group, task);
  return group ? dismiss(parts, group, task.reason) : notOpen(parts, task.group);
}

function list({ say, print }: CommandParts, groups: BacklogGroup[]): Exit {
  if (groups.length === 0) print(say('backlog.empty'));
  for (const group of groups) for (const line of groupLines(say, group)) print(line);
  return EXIT.done;
}

async function dismiss({ backlog, clock, say, print }: CommandParts, group: BacklogGroup, reason: string): Promise<Exit> {
  const count = await backlog.dismiss(group, reason, clock.now());
  print(say({ key: 'backlog.dismissed', with: { number: group.number, count } }));
  return EXIT.done;
}

async function answer(parts: CommandParts, group: BacklogGroup | undefined, task: Extract<Task, { type: 'answer' }>): Promise<Exit> {
  const read = await readEntryFile(task.file);
  if (!read.ok) return refuse(parts, ...read.reasons.map((reason) => fileWrong(task.file, reason)));
  const { entry } = read;
  if (!group) return notOpen(parts, task.group, entry);
  const knowledge = await parts.knowledge();
  const broken = brokenBy(knowledge, entry);
  if (broken.length > 0) return refuse(parts, ...broken.map((reason) => fileWrong(task.file, reason)));
  const { asked, reached } = await parts.backlog.people(group);
  for (const line of preview(parts.say, knowledge, group, entry)) parts.print(line);
  parts.print(parts.say({ key: 'backlog.people', with: { asked, reached } }));
  if (!task.yes && !parts.confirm) return refuse(parts, 'backlog.no-terminal');
  if (!task.yes && !(await parts.confirm?.(parts.say({ key: 'backlog.ask', with: { count: reached } }))))
    return refuse(parts, 'backlog.declined');
  const found = toFoundEntry(withEntry(knowledge, entry), entry);
  const outcome = await parts.backlog.answer(group, entry, (asker) => parts.word(found, asker), parts.clock.now());
  return conclude(parts, group, entry, outcome);
}

const fileWrong = (file: string, reason: string): BacklogWords => ({ key: 'backlog.file-wrong', with: { file, reason } });

function preview(say: Say, knowledge: Knowledge, group: BacklogGroup, entry: Entry): string[] {
  const missed = stillMissed(knowledge, entry, wordingsOf(group));
  return [
    ...groupLines(say, group),
    '',
    ...entryLines(say, knowledge, entry),
    '',
    ...missed.map((question) => say({ key: 'backlog.missed', with: { question } })),
  ];
}

function conclude(parts: CommandParts, { number }: BacklogGroup, { id }: Entry, outcome: Answered): Exit | Promise<Exit> {
  switch (outcome.type) {
    case 'answered': {
      const { questions, messages, isNew } = outcome;
      parts.print(parts.say({ key: isNew ? 'backlog.published' : 'backlog.standing', with: { id } }));
      parts.print(parts.say({ key: 'backlog.answered', with: { number, questions, messages } }));
      return EXIT.done;
    }
    case 'outdated':
      return refuse(parts, { key: 'backlog.outdated', with: { id, version: outcome.version } });
    case 'closed':
      return notOpen(parts, number);
  }
}

/** A group that was answered by this very entry is done: the command may be run again. */
async function notOpen(parts: CommandParts, number: number, entry?: Entry): Promise<Exit> {
  const fate = await parts.backlog.fate(number);
  if (!fate) return refuse(parts, { key: 'backlog.not-found', with: { number } });
  if (fate.status === 'dismissed') return refuse(parts, { key: 'backlog.was-dismissed', with: { number } });
  const said: BacklogWords = { key: 'backlog.was-answered', with: { number, id: fate.answerId } };
  if (fate.answerId !== entry?.id) return refuse(parts, said);
  parts.print(parts.say(said));
  return EXIT.done;
}

function refuse({ say, complain }: CommandParts, ...reasons: BacklogWords[]): Exit {
  for (const reason of reasons) complain(say(reason));
  return EXIT.declined;
}
