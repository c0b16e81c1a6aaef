/**
 * The published signing keys and which channels each may sign for. botbuilder takes a key without endorsements for
 * every channel; here it counts for none.
 */
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { request } from '../../lib/http.ts';

const HOUR_MS = 3_600_000;
/** A list is old after a day; one that lacks a key is fetched again at most once an hour, as botbuilder does. */
const OLD_MS = 24 * HOUR_MS;
const COOL_DOWN_MS = HOUR_MS;
/** After a failure it is tried again this much later. */
const RETRY_MS = 10_000;

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keysSchema = z.object({
  keys: z.array(
    z
      .object({ kid: z.string(), endorsements: z.array(z.string()).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  ),
});

/** Key id to endorsements. */
type Endorsements = Map<string, string[]>;

/** Whether a key is published and endorsed for a channel. Rejects while no keys could be fetched. */
type KeyCheck = (keyId: string, channelId: string) => Promise<boolean>;

/** Makes a check on the keys that an OpenID metadata document leads to. */
export function makeKeyCheck(metadataUrl: string, clock: Clock): KeyCheck {
  let known: { keys: Endorsements; at: number } | undefined;
  let mayAskAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  async function refresh(now: number): Promise<void> {
    mayAskAt = now + RETRY_MS;
    known = { keys: await fetchKeys(metadataUrl), at: now };
    mayAskAt = now + COOL_DOWN_MS;
  }
  const isStale = (keyId: string, now: number): boolean => !known || now - known.at >= OLD_MS || !known.keys.has(keyId);

  return async (keyId, channelId) => {
    const now = clock.now().getTime();
    if (!asking && now >= mayAskAt && isStale(keyId, now)) {
      asking = refresh(now).finally(() => {
        asking = undefined;
      });
    }
    // An old list is better than none: only its lack is a fault.
    await asking?.catch((error: unknown) => {
      if (!known) throw error;
    });
    if (!known) throw new Error('the signing keys could not be fetched a moment ago');
    return known.keys.get(keyId)?.includes(channelId) ?? false;
  };
}

async function fetchKeys(metadataUrl: string): Promise<Endorsements> {
  const { jwks_uri } = metadataSchema.parse(await fetchJson(metadataUrl));
  const { keys } = keysSchema.parse(await fetchJson(jwks_uri));
  return new Map(keys.flatMap((key) => (key ? [[key.kid, key.endorsements ?? []]] : [])));
}

async function fetchJson(url: string): Promise<unknown> {
  const outcome = await request({ method: 'GET', url });
  if (outcome.type !== 'answer') throw new Error(`the signing keys could not be fetched: ${outcome.reason}`);
  if (outcome.status !== 200) throw new Error(`the signing keys could not be fetched: status ${outcome.status}`);
  return JSON.parse(outcome.body);
}
