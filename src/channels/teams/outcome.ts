/** What an answer of the Teams connector means for a delivery. There is no key by which it would know a repetition. */
import { z } from 'zod';
import type { HttpOutcome } from '../../lib/http.ts';
import type { SendOutcome } from '../channel.ts';

const errorSchema = z.object({ error: z.object({ code: z.string().max(100) }) });

/** Codes by which Teams says that the person blocked the bot or that the conversation is no more. */
const GONE = new Set(['MessageWritesBlocked', 'BotNotInConversationRoster', 'ConversationNotFound', 'ConversationBlockedByUser']);

/** Reads the outcome of one request. `now` turns a Retry-After date into milliseconds. */
export function outcomeOf(http: HttpOutcome, now: Date): SendOutcome {
  if (http.type === 'unreachable') return { type: 'not-taken', reason: http.reason };
  if (http.type === 'no-answer') return { type: 'no-answer', reason: http.reason };
  const { status } = http;
  if (status >= 200 && status < 300) return { type: 'accepted' };
  if (status === 401) return { type: 'unauthorized' };
  if (status === 429) return throttled(http.headers['retry-after'], now);
  const code = codeOf(http.body);
  const reason = code ? `${status} ${code}` : String(status);
  if (status === 412 || status === 503) return { type: 'not-taken', reason };
  if (status >= 500) return { type: 'no-answer', reason };
  return GONE.has(code) ? { type: 'gone', reason } : { type: 'refused', reason };
}

function throttled(header: string | string[] | undefined, now: Date): SendOutcome {
  const value = [header].flat()[0]?.trim() ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? { type: 'throttled', retryAfterMs: Math.max(0, ms) } : { type: 'throttled' };
}

function codeOf(body: string): string {
  try {
    return errorSchema.parse(JSON.parse(body)).error.code;
  } catch {
    return '';
  }
}
