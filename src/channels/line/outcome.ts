/** What LINE's answer to a send means, in the outbox's words. */
import { z } from 'zod';
import type { HttpOutcome } from '../../lib/http.ts';
import { clean, cutUnits } from '../../text/cut.ts';
import type { SendOutcome } from '../channel.ts';

const REASON_LIMIT = 300;

const errorSchema = z.object({
  message: z.string().catch(''),
  details: z
    .array(z.object({ message: z.string().optional(), property: z.string().optional() }))
    .optional()
    .catch(undefined),
});

/**
 * Judges one attempt. 409 is the answer to a retry key that was accepted before. A reply whose token is used up gets a
 * 400, after an attempt without an answer too: then it leaves open whether that attempt was the one that used it.
 */
export function outcomeOf(answer: HttpOutcome, way: 'reply' | 'push'): SendOutcome {
  switch (answer.type) {
    case 'unreachable':
      return { type: 'not-taken', reason: answer.reason };
    case 'no-answer':
      return { type: 'no-answer', reason: answer.reason };
    case 'answer':
      return judge(answer.status, saidBy(answer.body), way);
  }
}

function judge(status: number, said: string, way: 'reply' | 'push'): SendOutcome {
  if ((status >= 200 && status < 300) || status === 409) return { type: 'accepted' };
  if (status === 401) return { type: 'unauthorized' };
  if (status === 429) return { type: /monthly limit/i.test(said) ? 'quota' : 'throttled' };
  if (status < 400 || status >= 500) return { type: 'no-answer', reason: `${status} ${said}`.trim() };
  if (way === 'reply' && status === 400 && /invalid reply token/i.test(said)) return { type: 'stale-reply' };
  return { type: 'refused', reason: `${status} ${said}`.trim() };
}

/** LINE's own words with the fields they are about, without ids of users, groups and rooms; empty if there are none. */
function saidBy(body: string): string {
  const { message, details = [] } = errorSchema.catch({ message: '' }).parse(jsonOf(body));
  const lines = [message, ...details.map((detail) => `${detail.property ?? ''}: ${detail.message ?? ''}`)];
  return cutUnits(clean(lines.join('; ')).replaceAll(/[UCR][0-9a-f]{32}/gi, '[id]'), REASON_LIMIT);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
