/** The open line to a page: server-sent events, one for each new line of the conversation, rendered as HTML. */
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Line, Transcript } from '../../channels/web/transcript.ts';
import { type Clock, pause } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Language } from '../../text/translate.ts';
import { seal } from './guard.ts';
import { datedLines, renderLine } from './lines.tsx';

const HEARTBEAT_MS = 20_000;
/** How soon a reading that failed is tried again. */
const RETRY_MS = 5_000;
/** Lines may become visible a little out of order, so those of the last minute are sent again: the page knows them by id. */
const OVERLAP_MS = 60_000;
/** How many of the last lines are looked at for new ones. */
const WINDOW = 30;
/** The most pages one instance keeps a line open to; a page that is turned away comes back by itself. */
const MAX_OPEN = 5_000;

export interface EventsParts {
  transcript: Transcript;
  clock: Clock;
  log: Log;
  /** Fires when the process is about to stop: open lines are closed, and the pages find another instance. */
  stopping?: AbortSignal;
}

/**
 * Makes the answer to GET /chat/events. It sends what the page may have missed after the line it has last
 * (Last-Event-ID, or `after` in the query), then each new line once, until the page goes away.
 */
export function makeEvents(parts: EventsParts): (c: Context, address: string) => Response {
  let open = 0;
  return (c, address) => {
    seal(c);
    if (open >= MAX_OPEN) return c.body(null, 503, { 'Retry-After': '30' });
    c.header('X-Accel-Buffering', 'no');
    const after = c.req.header('last-event-id') ?? c.req.query('after');
    open += 1;
    return streamSSE(c, async (stream) => {
      try {
        await follow(stream, parts, address, makeTeller(stream, parts, address, after));
      } finally {
        open -= 1;
      }
    });
  };
}

/** Tells the page what is new whenever the transcript wakes it; a comment now and then keeps the line open. */
async function follow(stream: SSEStreamingApi, { transcript, stopping, log }: EventsParts, address: string, tell: () => Promise<void>) {
  let bell = new AbortController();
  const ring = () => bell.abort();
  const unwatch = transcript.watch(address, ring);
  stream.onAbort(ring);
  stopping?.addEventListener('abort', ring);
  await stream.write('retry: 2000\n\n');
  let due = true;
  while (!stream.aborted && !stopping?.aborted) {
    if (bell.signal.aborted) bell = new AbortController();
    if (due)
      due = await tell().then(
        () => false,
        (err) => failed(log, err),
      );
    await pause(due ? RETRY_MS : HEARTBEAT_MS, bell.signal);
    if (bell.signal.aborted) due = true;
    else await stream.write(': still here\n\n');
  }
  stopping?.removeEventListener('abort', ring);
  unwatch();
}

function failed(log: Log, err: unknown): true {
  log.warn({ err }, 'the lines of a web chat could not be read');
  return true;
}

/** Makes what sends all lines that this page does not have yet, and the language when it has changed. */
function makeTeller(stream: SSEStreamingApi, { transcript, clock }: EventsParts, address: string, after: string | undefined) {
  let told: Set<string> | undefined;
  let spoken: Language | undefined;
  return async () => {
    const [lines, language] = await Promise.all([transcript.history(address, WINDOW), transcript.language(address)]);
    const known = told ?? knownTo(after, lines);
    if (language !== spoken) await stream.writeSSE({ event: 'language', data: language });
    spoken = language;
    for (const dated of datedLines(lines, clock.now(), language)) {
      if (known.has(dated.line.id)) continue;
      await stream.writeSSE({ event: 'line', id: dated.line.id, data: await renderLine(dated, language) });
    }
    told = new Set(lines.map((line) => line.id));
  };
}

/** The lines that a page has for certain whose last one is `after`. */
function knownTo(after: string | undefined, lines: Line[]): Set<string> {
  const last = lines.find((line) => line.id === after);
  if (!last) return new Set();
  const certain = new Date(last.at).getTime() - OVERLAP_MS;
  return new Set([last.id, ...lines.filter((line) => new Date(line.at).getTime() < certain).map((line) => line.id)]);
}
