/**
 * The one judge of the fault matrix: joins inbox, outbox, recipients and what the channels accepted. Every acknowledged
 * event has exactly one result, every message in the outbox the fate that its status says, every recipient of a
 * broadcast one accepted send or one explicit `failed` or `unknown`; and nothing is shown twice.
 */
import { render } from '../../src/channels/teams/render.ts';
import { messagesSchema } from '../../src/dialog/message.ts';
import type { LineEntry, TeamsEntry } from './doubles.ts';
import type { EventRow, Ledger, MessageRow, RecipientRow } from './ledger.ts';

/** An event whose webhook was answered with 200. */
export interface Acknowledged {
  channel: 'line' | 'teams';
  eventId: string;
}

export interface Verdict {
  /** What became of the acknowledged events. */
  answered: number;
  recorded: number;
  aside: number;
  /** What became of the messages. */
  sent: number;
  failed: number;
  unknown: number;
  /** How often a channel showed somebody something. */
  shown: number;
  /** Each broken promise in words; empty is what is wanted. */
  broken: string[];
}

/** Everything that is judged, once nothing waits any more. */
export interface Evidence {
  acknowledged: Acknowledged[];
  events: EventRow[];
  messages: MessageRow[];
  recipients: RecipientRow[];
  line: LineEntry[];
  teams: TeamsEntry[];
}

/** Waits until everything is settled, then judges. */
export async function judge(
  ledger: Ledger,
  acknowledged: Acknowledged[],
  logs: { line?: LogKeeper<LineEntry>; teams?: LogKeeper<TeamsEntry> },
  withinMs?: number,
): Promise<Verdict> {
  await ledger.settled(withinMs);
  const [events, messages, recipients] = await Promise.all([ledger.events(), ledger.messages(), ledger.recipients()]);
  return weigh({
    acknowledged,
    events,
    messages,
    recipients,
    line: (await logs.line?.log()) ?? [],
    teams: (await logs.teams?.log()) ?? [],
  });
}

interface LogKeeper<Entry> {
  log: () => Promise<Entry[]>;
}

/** The judgement itself, on what lies before it. */
export function weigh(evidence: Evidence): Verdict {
  const { messages, events, line, teams } = evidence;
  const ended = (status: MessageRow['status']) => messages.filter((row) => row.status === status).length;
  const answeredIds = new Set(messages.flatMap((row) => row.cause.match(/^event:(\d+):/)?.[1] ?? []));
  return {
    answered: events.filter((event) => event.status === 'done' && answeredIds.has(event.id)).length,
    recorded: events.filter((event) => event.status === 'done' && !answeredIds.has(event.id)).length,
    aside: events.filter((event) => event.status === 'aside').length,
    sent: ended('sent'),
    failed: ended('failed'),
    unknown: ended('unknown'),
    shown: line.reduce((sum, entry) => sum + entry.to.length, 0) + line.filter((entry) => entry.replyToken).length + teams.length,
    broken: [...eventFaults(evidence), ...lineFaults(evidence), ...teamsFaults(evidence), ...recipientFaults(evidence)],
  };
}

function eventFaults({ acknowledged, events }: Evidence): string[] {
  const stored = Map.groupBy(events, (event) => `${event.channel} ${event.event_id}`);
  return acknowledged.flatMap(({ channel, eventId }) => {
    const rows = stored.get(`${channel} ${eventId}`) ?? [];
    if (rows.length !== 1) return [`${eventId} was acknowledged and stands ${rows.length} times in the inbox`];
    const [row] = rows;
    return row?.status === 'aside' && !row.reason ? [`${eventId} was set aside without a reason`] : [];
  });
}

function lineFaults({ messages, line }: Evidence): string[] {
  const rows = messages.filter((row) => row.channel === 'line');
  const byKey = new Map(
    rows.flatMap((row) => [[row.retry_key, row] as const, ...(row.reply_token ? [[row.reply_token, row] as const] : [])]),
  );
  const accepted = Map.groupBy(line, (entry) => byKey.get(entry.retryKey ?? entry.replyToken ?? '')?.id ?? 'nobody');
  const strays = accepted.get('nobody') ?? [];
  return [
    ...strays.map((entry) => `LINE accepted a ${entry.operation} that the outbox does not know`),
    ...rows.flatMap((row) => fateFault(row, accepted.get(row.id)?.length ?? 0)),
  ];
}

/** A message that was sent was accepted once, one that failed never, and of one that is unknown nobody saw two. */
function fateFault(row: MessageRow, accepted: number): string[] {
  const fits = row.status === 'sent' ? accepted === 1 : row.status === 'failed' ? accepted === 0 : accepted <= 1;
  return fits ? [] : [`${row.cause} is ${row.status} and was accepted ${accepted} times`];
}

/** Teams has no keys: the same words in the same conversation are counted together. */
function teamsFaults({ messages, teams }: Evidence): string[] {
  const rows = Map.groupBy(
    messages.filter((row) => row.channel === 'teams'),
    wordsOfRow,
  );
  const shown = Map.groupBy(teams, ({ conversation, activity: { type, text, textFormat, summary, attachments } }) =>
    JSON.stringify([conversation, { type, text, textFormat, summary, attachments }]),
  );
  return [...new Set([...rows.keys(), ...shown.keys()])].flatMap((words) => {
    const meant = rows.get(words) ?? [];
    const sent = meant.filter((row) => row.status === 'sent').length;
    const unknown = meant.filter((row) => row.status === 'unknown').length;
    const seen = shown.get(words)?.length ?? 0;
    return seen >= sent && seen <= sent + unknown
      ? []
      : [`Teams showed ${seen} times what was sent ${sent} times and ${unknown} times perhaps: ${words.slice(0, 200)}`];
  });
}

function wordsOfRow(row: MessageRow): string {
  const [message] = messagesSchema.parse(row.messages);
  const { conversationId } = row.reference as { conversationId: string };
  const { type, text, textFormat, summary, attachments } = render(message ?? { text: '' });
  return JSON.stringify([conversationId, { type, text, textFormat, summary, attachments }]);
}

/** Teams' recipients have a message each, which teamsFaults looks at; a page of LINE reaches many. */
function recipientFaults({ recipients, messages, line }: Evidence): string[] {
  const rows = new Map(messages.map((row) => [row.cause, row]));
  const reached = new Map<string, number>();
  const count = (key: string) => reached.set(key, (reached.get(key) ?? 0) + 1);
  for (const entry of line) for (const to of entry.to) count(`${entry.retryKey} ${to}`);
  return recipients.flatMap(({ address, channel, cause }) => {
    const row = rows.get(cause);
    if (!row || row.status === 'waiting' || row.status === 'sending') return [`${address} of a broadcast was planned and has no result`];
    if (channel !== 'line') return [];
    const times = reached.get(`${row.retry_key} ${address}`) ?? 0;
    return (row.status === 'sent' ? times === 1 : times <= 1) ? [] : [`${address} is ${row.status} and was reached ${times} times`];
  });
}
