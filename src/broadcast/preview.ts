/** What is shown of a broadcast before, beside and after sending it. */
import type { Message } from '../dialog/message.ts';
import { ZONE } from '../lib/bangkok.ts';
import type { BroadcastSummary, Progress } from './store.ts';
import type { BroadcastWords, Say } from './words.ts';

type Estimate = Record<string, number>;

const NAMES: Record<string, string> = { line: 'LINE', teams: 'Teams', web: 'Web' };

/** A channel's own name. */
export const nameOf = (channel: string): string => NAMES[channel] ?? channel;

/** The people of an estimate, all channels together: each is counted on one alone. */
export const sumOf = (estimate: Estimate): number => Object.values(estimate).reduce((sum, count) => sum + count, 0);

/** The message as it will read. */
export function messageLines(say: Say, { text, card }: Message): string[] {
  const body = card
    ? [
        card.title,
        '',
        card.body ?? '',
        ...(card.buttons ?? []).map((button) => `[${button.label}]${'url' in button ? ` ${button.url}` : ''}`),
      ]
    : [text];
  return [say('broadcast.message'), ...body.flatMap((part) => part.split('\n')).map((line) => `  │ ${line}`)];
}

/** People by channel and in all, and what that costs. */
export function estimateLines(say: Say, estimate: Estimate): string[] {
  const people = (count: number) => say({ key: 'broadcast.people', with: { count } });
  const rows = [
    ...Object.entries(estimate).map(([channel, count]) => [nameOf(channel), count] as const),
    [say('broadcast.in-all'), sumOf(estimate)] as const,
  ];
  const quota = estimate.line ? [say({ key: 'broadcast.quota', with: { count: estimate.line } })] : [];
  return [say('broadcast.audience'), ...rows.map(([name, count]) => `  ${name.padEnd(6)} ${people(count)}`), ...quota];
}

/** The exact counts of a broadcast in words; `unsent` are people planned whose message was or is not sent. */
export function countsOf({ planned, sent, failed, unknown }: Progress): BroadcastWords {
  return { key: 'broadcast.counts', with: { planned, sent, failed, unknown, unsent: planned - sent - failed - unknown } };
}

/** One line of the list: id, when, status, estimate and how the message begins. */
export function listLine(say: Say, { id, status, createdAt, estimate, message }: BroadcastSummary): string {
  const at = createdAt.toLocaleString('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
  const first = message[0]?.card?.title ?? message[0]?.text.split('\n')[0] ?? '';
  return `${id}  ${at}  ${say(`broadcast.status.${status}`)}  ${say({ key: 'broadcast.people', with: { count: sumOf(estimate) } })}  ${first}`;
}
