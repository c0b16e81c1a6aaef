/** A webhook request of Teams, from raw bytes to an event: who sent it, whether we speak with them, what it says. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import type { RawRequest, Received } from '../channel.ts';
import { type Claim, claimSchema } from './activity.ts';
import type { Authenticate } from './authenticate.ts';
import { invokeAnswer } from './invoke.ts';
import { readActivity } from './parse.ts';
import type { Trust } from './trust.ts';

/** Who is let in. */
interface Gate {
  /** Absent: anonymous traffic, which `allowAnonymous` lets in or not. */
  authenticate?: Authenticate;
  allowAnonymous: boolean;
  trust: Trust;
  clock: Clock;
}

/**
 * Makes the reader of webhook requests. It rejects only where a signature cannot be judged, as the keys cannot be
 * fetched: then nothing is to be acknowledged.
 */
export function makeReceive(gate: Gate): (request: RawRequest) => Promise<Received> {
  return async ({ headers, body }) => {
    const authorization = typeof headers.authorization === 'string' ? headers.authorization : undefined;
    if (gate.authenticate && !authorization) return refused(401, 'no token');
    const activity = readJson(body);
    const claim = claimSchema.safeParse(activity);
    if (!claim.success) return refused(400, 'not an activity');
    const refusal = await whyRefused(gate, authorization, claim.data);
    if (refusal) return refusal;
    const spareId = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const reading = readActivity(activity, claim.data, spareId, gate.clock.now());
    const answer = invokeAnswer(activity);
    return {
      status: 200,
      ...(answer && { answer }),
      events: 'inbound' in reading ? [reading.inbound] : [],
      setAside: 'aside' in reading ? [reading.aside] : [],
    };
  };
}

async function whyRefused(
  { authenticate, allowAnonymous, trust }: Gate,
  authorization: string | undefined,
  claim: Claim,
): Promise<Received | undefined> {
  if (!authenticate && !allowAnonymous) return refused(403, 'anonymous traffic is taken on this machine alone');
  const unsigned = await authenticate?.(authorization, claim);
  if (unsigned) return refused(401, unsigned);
  if (!trust.serviceUrl(claim.serviceUrl)) return refused(403, 'service URL not allowed');
  if (!trust.tenant(claim.tenantId)) return refused(403, 'tenant not allowed');
  return undefined;
}

const refused = (status: 400 | 401 | 403, reason: string): Received => ({ status, events: [], setAside: [], reason });

/** The body as JSON; undefined where it is none, or no UTF-8. */
function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
