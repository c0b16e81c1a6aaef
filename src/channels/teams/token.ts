/** The token that our requests to Teams carry, and what its lack means. */
import { pause } from '../../lib/clock.ts';
import { reasonOf } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { SendOutcome } from '../channel.ts';

/** A token for a request, or what came of the attempt instead. `renew` asks for one that is not cached. */
export type TokenSource = (renew: boolean) => Promise<{ token: string } | { failed: SendOutcome }>;

/** The longest a send waits for a token; one that comes later is cached for the next attempt. */
const WAIT_MS = 2_000;

/** Asks for a token once, however many sends wait for it. */
export function makeTokenSource(fetchToken: (renew: boolean) => Promise<string>, log?: Log): TokenSource {
  let asking: ReturnType<TokenSource> | undefined;
  const ask: TokenSource = async (renew) => {
    const answered = new AbortController();
    const fetched = fetchToken(renew).then(
      (token) => ({ token }),
      (error: unknown) => ({ failed: tokenFailure(error, log) }),
    );
    const late = pause(WAIT_MS, answered.signal).then(() => ({ failed: { type: 'not-taken', reason: 'no token in time' } as const }));
    try {
      return await Promise.race([fetched, late]);
    } finally {
      answered.abort();
    }
  };
  return (renew) => {
    asking ??= ask(renew).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/** Errors of the sign-in library that mean a passing trouble on the other side, not wrong credentials. */
const PASSING = new Set(['temporarily_unavailable', 'server_error']);

function tokenFailure(error: unknown, log: Log | undefined): SendOutcome {
  const { name, status, errorCode } = traits(error);
  const refused = name === 'ServerError' && (status === undefined ? !PASSING.has(errorCode) : status === 400 || status === 401);
  log?.warn({ status, errorCode, reason: refused ? reasonOf(error).slice(0, 200) : undefined }, 'no token for Teams');
  return refused ? { type: 'unauthorized' } : { type: 'not-taken', reason: `no token: ${errorCode || name}` };
}

function traits(error: unknown): { name: string; status: number | undefined; errorCode: string } {
  if (!(error instanceof Error)) return { name: 'unknown', status: undefined, errorCode: '' };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { name: error.name, status, errorCode: 'errorCode' in error ? String(error.errorCode) : '' };
}
