/**
 * Whether a request comes from Teams. Cheap checks of what the token says come first, so that garbage costs no network
 * and botbuilder never looks for other issuers than the one; then the key, then the signature over it all.
 */
import { z } from 'zod';
import type { TeamsConfig } from '../../config.ts';
import type { Clock } from '../../lib/clock.ts';
import { type BotFramework, ISSUER, OPENID_METADATA } from './bot-framework.ts';
import { makeKeyCheck } from './keys.ts';

/** What the token has to fit. */
interface Claimed {
  channelId: string;
  serviceUrl: string;
}

/** The reason why a request is refused, or undefined where it is Teams'. Rejects while the keys cannot be fetched. */
export type Authenticate = (authorization: string | undefined, activity: Claimed) => Promise<string | undefined>;

/** How far the clocks of both sides may differ, in seconds. */
const SKEW_S = 300;

const headSchema = z.object({ alg: z.literal('RS256'), kid: z.string().min(1) });

/** Makes the check for one app. `framework` is asked for when the first token is worth its loading. */
export function makeAuthenticate(
  config: TeamsConfig & { app: { id: string } },
  framework: () => Promise<BotFramework>,
  clock: Clock,
): Authenticate {
  const isEndorsed = makeKeyCheck(config.openIdMetadata ?? OPENID_METADATA, clock);
  return async (authorization, activity) => {
    if (!authorization) return 'no token';
    const token = readToken(authorization);
    if (!token) return 'not a token signed with RS256';
    const claims = claimsSchema(config.app.id, activity.serviceUrl, clock).safeParse(token.claims);
    if (!claims.success) return `token with a wrong ${claims.error.issues.map(({ path }) => path.join('.')).join(', ')}`;
    if (!(await isEndorsed(token.keyId, activity.channelId))) return 'key unknown or not endorsed for this channel';
    if (!(await (await framework()).isSigned(activity, authorization))) return 'signature or claims refused';
    return undefined;
  };
}

/** What has to be claimed. `exp` is demanded, as botbuilder takes a token that has none for one without end. */
const claimsSchema = (appId: string, serviceUrl: string, clock: Clock) => {
  const now = clock.now().getTime() / 1000;
  return z.object({
    iss: z.literal(ISSUER),
    aud: z.literal(appId),
    serviceurl: z.literal(serviceUrl),
    exp: z.number().min(now - SKEW_S),
    nbf: z
      .number()
      .max(now + SKEW_S)
      .optional(),
  });
};

/** The parts of a bearer token, not verified. */
function readToken(authorization: string): { keyId: string; claims: unknown } | undefined {
  const parts = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization);
  const head = headSchema.safeParse(readPart(parts?.[1]));
  return head.success ? { keyId: head.data.kid, claims: readPart(parts?.[2]) } : undefined;
}

function readPart(part = ''): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
