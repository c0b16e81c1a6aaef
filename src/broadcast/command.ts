/** Carries out what the broadcast command was asked to do. */
import { v7 as uuid } from 'uuid';
import { type Channel, type ChannelName, channelNames } from '../channels/channel.ts';
import type { Database } from '../db/client.ts';
import type { Message } from '../dialog/message.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { makeGate } from '../outbox/gate-store.ts';
import { type Audience, parseAudience } from './audience.ts';
import type { Task } from './options.ts';
import { countsOf, estimateLines, listLine, messageLines, nameOf, sumOf } from './preview.ts';
import type { ProgressView } from './progress-view.ts';
import { type Blocked, sendBroadcast } from './send.ts';
import { type BroadcastSummary, broadcastStore, type Progress } from './store.ts';
import type { BroadcastWords, Say } from './words.ts';

/** How the command ends; `startFailed` also stands for a broadcast that cannot go on. */
export const EXIT = { done: 0, startFailed: 1, declined: 2, paused: 130 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export interface CommandParts {
  db: Database;
  /** The channels that are set up. */
  channels: ReadonlyMap<ChannelName, Channel>;
  log: Log;
  say: Say;
  print: (line: string) => void;
  complain: (line: string) => void;
  /** Asks for a yes; absent where nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>;
  view: ProgressView;
  /** Fires when the sending is to be paused. */
  signal: AbortSignal;
}

/** A task that is ready to be carried out: the message of a file was read already. */
export type ReadyTask = Exclude<Task, { type: 'send' }> | (Extract<Task, { type: 'send' }> & { message: Message });

const LISTED = 20;

export async function carryOut(parts: CommandParts, task: ReadyTask): Promise<Exit> {
  switch (task.type) {
    case 'send':
      return send(parts, task);
    case 'continue':
      return withUnfinished(parts, task.id, (broadcast) => goOn(parts, broadcast));
    case 'stop':
      return withUnfinished(parts, task.id, (broadcast) => stop(parts, broadcast));
    case 'list':
      return list(parts);
  }
}

async function send(parts: CommandParts, task: Extract<ReadyTask, { type: 'send' }>): Promise<Exit> {
  const { say, print } = parts;
  const read = readAudience(parts, task.audience);
  if ('reason' in read) return refuse(parts, read.reason);
  const broadcasts = broadcastStore(parts.db);
  const at = systemClock.now();
  const estimate = await broadcasts.estimate(read.audience, at);
  for (const line of [...messageLines(say, task.message), '', ...estimateLines(say, estimate)]) print(line);
  const total = sumOf(estimate);
  if (total === 0) return refuse(parts, 'broadcast.nobody');
  if (task.dryRun) {
    print(say('broadcast.dry-run'));
    return EXIT.done;
  }
  if (!task.yes && !parts.confirm) return refuse(parts, 'broadcast.no-terminal');
  if (!task.yes && !(await parts.confirm?.(say({ key: 'broadcast.ask', with: { count: total } }))))
    return refuse(parts, 'broadcast.declined');
  const id = uuid();
  await broadcasts.create(id, [task.message], read.audience, estimate, at);
  return work(parts, id, read.audience, total);
}

/** The audience on channels that are set up: those named have to be, those not named are left out. */
function readAudience({ channels }: CommandParts, typed: string): { audience: Audience } | { reason: BroadcastWords } {
  const parsed = parseAudience(typed);
  if (!parsed.ok) return { reason: { key: 'broadcast.audience-wrong', with: { reason: parsed.reason } } };
  const named = /(^|\s)channel=/.test(typed);
  const channel = named ? parsed.audience.channel : channelNames.filter((name) => channels.has(name));
  const off = channel.find((name) => !channels.has(name));
  return off ? { reason: { key: 'broadcast.channel-off', with: { channel: off } } } : { audience: { ...parsed.audience, channel } };
}

function refuse({ say, complain }: CommandParts, reason: BroadcastWords): Exit {
  complain(say(reason));
  return EXIT.declined;
}

async function withUnfinished(
  parts: CommandParts,
  id: string | undefined,
  then: (broadcast: BroadcastSummary) => Promise<Exit>,
): Promise<Exit> {
  const broadcasts = broadcastStore(parts.db);
  if (id !== undefined) {
    const found = await broadcasts.find(id);
    if (!found) return refuse(parts, { key: 'broadcast.not-found', with: { id } });
    if (found.status === 'sending' || found.status === 'paused') return then(found);
    return refuse(parts, { key: 'broadcast.not-open', with: { id, status: parts.say(`broadcast.status.${found.status}`) } });
  }
  const [only, ...others] = await broadcasts.unfinished();
  if (!only) return refuse(parts, 'broadcast.none-open');
  if (others.length === 0) return then(only);
  for (const broadcast of [only, ...others]) parts.print(listLine(parts.say, broadcast));
  return refuse(parts, 'broadcast.several-open');
}

/** Going on says that what had paused it was mended. */
async function goOn(parts: CommandParts, { id, estimate, audience }: BroadcastSummary): Promise<Exit> {
  const off = audience.channel.find((name) => !parts.channels.has(name));
  if (off) return refuse(parts, { key: 'broadcast.channel-off', with: { channel: off } });
  await makeGate(parts.db).reopen(audience.channel);
  await broadcastStore(parts.db).resume(id);
  return work(parts, id, audience, sumOf(estimate));
}

async function work(parts: CommandParts, id: string, audience: Audience, total: number): Promise<Exit> {
  const { say, print, complain } = parts;
  print(say({ key: 'broadcast.begun', with: { id } }));
  const channels = new Map([...parts.channels].filter(([name]) => audience.channel.includes(name)));
  const away = () => complain(say('broadcast.away'));
  const silent = (channel: ChannelName) => complain(say({ key: 'broadcast.silent', with: { channel: nameOf(channel) } }));
  const pausing = (blocked?: Blocked) =>
    print(say(blocked ? { key: `broadcast.blocked.${blocked.reason}`, with: { channel: nameOf(blocked.channel) } } : 'broadcast.pausing'));
  try {
    return conclude(parts, id, await sendBroadcast({ ...parts, channels, away, silent, pausing }, id, total));
  } catch (error) {
    parts.log.debug({ err: error }, 'the broadcast was cut short');
    complain(say({ key: 'broadcast.interrupted', with: { id } }));
    return EXIT.paused;
  }
}

function conclude({ say, print }: CommandParts, id: string, progress: Progress): Exit {
  print(say(countsOf(progress)));
  if (progress.unknown > 0) print(say('broadcast.unknown-means'));
  if (progress.status === 'done') {
    print(say('broadcast.done'));
    return EXIT.done;
  }
  print(say({ key: progress.status === 'stopped' ? 'broadcast.stopped' : 'broadcast.paused', with: { id } }));
  return EXIT.paused;
}

async function stop({ db, say, print }: CommandParts, { id }: BroadcastSummary): Promise<Exit> {
  const broadcasts = broadcastStore(db);
  await broadcasts.stop(id);
  print(say({ key: 'broadcast.stopped', with: { id } }));
  print(say(countsOf(await broadcasts.progress(id))));
  return EXIT.done;
}

async function list({ db, say, print }: CommandParts): Promise<Exit> {
  const broadcasts = broadcastStore(db);
  const latest = await broadcasts.latest(LISTED);
  if (latest.length === 0) print(say('broadcast.list-empty'));
  for (const broadcast of latest) {
    print(listLine(say, broadcast));
    print(`  ${say(countsOf(await broadcasts.progress(broadcast.id)))}`);
  }
  return EXIT.done;
}
