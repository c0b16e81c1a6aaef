/**
 * Keeps claiming waiting events and taking their turns, several people at a time. Woken when an event arrives; looks by
 * itself every half second for what other or crashed processes left.
 */
import { ZodError } from 'zod';
import type { Channel, Inbound } from '../channels/channel.ts';
import { isTransient } from '../db/client.ts';
import { makeBell } from '../lib/bell.ts';
import { pause, stopwatch } from '../lib/clock.ts';
import { Bug } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Metrics } from '../lib/metrics.ts';
import { translate } from '../text/translate.ts';
import { type Claimed, laneOf } from './inbox-store.ts';
import { type TurnOutcome, type TurnParts, takeTurn } from './turn.ts';
import { setAside } from './turn-store.ts';

export interface Runner {
  /** Says that something new may be waiting. */
  wake(): void;
  /** Finishes the turns in hand and ends. */
  stop(): Promise<void>;
}

export interface RunnerParts extends TurnParts {
  log: Log;
  metrics: Metrics;
  /** Called after each turn that has something to say. */
  spoken: () => void;
  /** Most turns in hand at a time; of these, `atDatabase` lets as many to the database as it has connections for. */
  parallel: number;
}

const LOOK_EVERY_MS = 500;
/** How often an event is tried before it is set aside. */
const MOST_ATTEMPTS = 3;
/** A database that is at fault is left alone for this long before the turn is tried again. */
const AGAIN_AFTER_MS = 250;
/** A person who waits longer than this is shown that an answer is on its way. */
const THINKING_AFTER_MS = 1_000;

/** Starts the loop. */
export function runTurns(parts: RunnerParts): Runner {
  const stopping = new AbortController();
  const bell = makeBell();
  const inHand = new Set<Promise<void>>();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const free = parts.parallel - inHand.size;
      const claimed = free > 0 ? await claimSafely(parts, free) : [];
      if (stopping.signal.aborted) {
        // Told to stop while claiming: others may have these at once.
        await Promise.all(claimed.map((event) => giveBack(parts, parts.inbox.release(event, { uncounted: true }))));
        break;
      }
      for (const event of claimed) {
        const work = handle(parts, event).finally(() => {
          inHand.delete(work);
          bell.ring();
        });
        inHand.add(work);
      }
      // Fewer than asked for: there are no more, until the bell rings.
      if (claimed.length < free || inHand.size >= parts.parallel) await bell.wait(LOOK_EVERY_MS, stopping.signal);
    }
    await Promise.all(inHand);
  };
  const ended = loop();
  return {
    wake: bell.ring,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function claimSafely({ inbox, log }: RunnerParts, free: number): Promise<Claimed[]> {
  try {
    return await inbox.claim(free);
  } catch (error) {
    log.warn({ err: error }, 'the inbox cannot be read');
    await pause(LOOK_EVERY_MS);
    return [];
  }
}

async function handle(parts: RunnerParts, event: Claimed): Promise<void> {
  const took = stopwatch();
  const showing = setTimeout(() => void showThinking(parts.channels.get(event.inbound.channel), event.inbound), THINKING_AFTER_MS);
  try {
    const outcome = await takeTurn(parts, event);
    parts.metrics.turns.inc({ channel: event.inbound.channel, outcome });
    parts.metrics.turnSeconds.observe({ channel: event.inbound.channel }, took() / 1000);
    if (outcome === 'answered') parts.spoken();
  } catch (error) {
    await afterFault(parts, event, error);
  } finally {
    clearTimeout(showing);
  }
}

/** Shows a sign of life; that it fails does not matter. */
async function showThinking(channel: Channel | undefined, inbound: Inbound): Promise<void> {
  await channel?.thinking?.(inbound).catch(() => undefined);
}

/** In both languages, for what went wrong may be the person's own record. */
const APOLOGY = { text: `${translate('th', 'error.sorry')}\n${translate('en', 'error.sorry')}` };

/**
 * Tries again a few times (the lease of an event that cannot even be released runs out), then sets the event aside. Where
 * the database was at fault it is tried again for as long as that lasts: no event is given up for it.
 */
async function afterFault(parts: RunnerParts, event: Claimed, error: unknown): Promise<void> {
  const { log, metrics, inbox, db } = parts;
  const uncounted = isTransient(error);
  const outcome: TurnOutcome | 'failed' = !uncounted && event.attempts >= MOST_ATTEMPTS ? 'set-aside' : 'failed';
  log.error(
    { err: error, person: laneOf(event.inbound), event: event.id.toString(), attempt: event.attempts, bug: error instanceof Bug },
    'a turn failed',
  );
  metrics.turns.inc({ channel: event.inbound.channel, outcome });
  const reason = briefly(error);
  const channel = parts.channels.get(event.inbound.channel);
  if (uncounted) await pause(AGAIN_AFTER_MS);
  const ended = outcome === 'set-aside' && channel ? setAside(db, channel, event, reason, APOLOGY) : inbox.release(event, { uncounted });
  await giveBack(parts, ended);
}

const giveBack = ({ log }: RunnerParts, ended: Promise<unknown>): Promise<unknown> =>
  ended.catch((away: unknown) => log.warn({ err: away }, 'an event could not be given back; its lease will run out'));

/** One line that holds nothing of what a person said: of a database error the last one, of a schema's the fields and rules. */
function briefly(error: unknown): string {
  if (error instanceof ZodError)
    return `unreadable: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
  return error instanceof Error ? `${error.name}: ${error.message.split('\n').at(-1)}` : 'unknown';
}
