/** The one place that knows every part: builds an instance of the service from its settings, and stops it again. */
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { dialogs } from '../dialogs/index.ts';
import { nudgeDraft } from '../dialogs/nudge.ts';
import { liveAsk } from './ask/live.ts';
import { loadKnowledge } from './ask/load.ts';
import { publishedEntries, publishKnowledge } from './ask/store.ts';
import { makeAccept } from './bot/accept.ts';
import { finder } from './bot/find.ts';
import { inboxStore } from './bot/inbox-store.ts';
import { keeper } from './bot/keep.ts';
import { runTurns } from './bot/runner.ts';
import { transcriptStore } from './bot/transcript-store.ts';
import { fanOut } from './broadcast/fan-out.ts';
import { broadcastStore } from './broadcast/store.ts';
import type { Channel, ChannelName } from './channels/channel.ts';
import { makeChannels } from './channels/make-channels.ts';
import type { Config } from './config.ts';
import { connect, type Database, isReachable } from './db/client.ts';
import { hashOf, publishOnce, releaseOf } from './db/release.ts';
import { toMessage } from './dialog/draft.ts';
import { runJobs } from './jobs/run.ts';
import { deleteExpired } from './jobs/store.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { reasonOf } from './lib/errors.ts';
import { type Log, makeLog } from './lib/log.ts';
import { makeMetrics } from './lib/metrics.ts';
import { planNudges } from './nudge/plan.ts';
import { nudgeStore } from './nudge/store.ts';
import { runDelivery } from './outbox/deliver.ts';
import { makeGate } from './outbox/gate-store.ts';
import { outboxStore } from './outbox/store.ts';
import { peopleStore } from './people/store.ts';
import { loadBank } from './quiz/load.ts';
import { publishBank, quizStore } from './quiz/store.ts';
import { makeWeb } from './web/app.ts';

export interface App {
  /** Where it is reached, such as http://127.0.0.1:3000. */
  url: string;
  /** Refuses new requests, finishes what is in hand, lets go of the database. */
  stop(): Promise<void>;
}

const SEED = path.resolve(import.meta.dirname, '../prisma/seed');
/** How often an instance looks whether other content was published. */
const CONTENT_EVERY_MS = 5_000;
const MOST_SENDS = 64;
/** How long connections may stay open when the instance stops: one on which nothing is asked must not hold it up. */
const CLOSE_WITHIN_MS = 5_000;

/** Builds the instance and serves. The database is migrated already. */
export async function startApp(config: Config, databaseUrl: string, clock: Clock = systemClock, log: Log = makeLog(config.logLevel)): Promise<App> {
  const db = connect(databaseUrl, config.databasePool, log);
  const metrics = makeMetrics();
  const stopping = new AbortController();
  let publicUrl = config.publicUrl ?? '';

  const knowledge = loadKnowledge(SEED);
  await publishContent(db, knowledge);
  const ask = liveAsk(knowledge);
  const content = followContent(db, (entries) => ask.refresh(entries), log);
  await content.look();

  const transcript = transcriptStore(db, databaseUrl, log);
  const channels = makeChannels(config, transcript, log);
  const [people, inbox, outbox, quiz, gate] = [peopleStore(db), inboxStore(db), outboxStore(db), quizStore(db), makeGate(db)];
  const delivery = runDelivery({ outbox, gate, channels, clock, log, metrics, parallel: MOST_SENDS });
  const turns = runTurns({
    db,
    dialogs,
    people,
    inbox,
    channels,
    clock,
    log,
    metrics,
    find: finder({ ask, quiz, people, metrics }),
    keep: keeper(() => publicUrl),
    spoken: delivery.wake,
    parallel: Math.max(1, config.databasePool - 4),
  });

  const store = makeAccept(inbox);
  const accept = async (received: Parameters<typeof store>[0]) => {
    await store(received);
    turns.wake();
  };
  const web = makeWeb({
    paths: webhookPaths(channels),
    accept,
    people,
    log,
    metrics,
    isReady: () => isReachable(db),
    measure: async () => {
      const [waiting, sending] = await Promise.all([inbox.backlog(), outbox.counts()]);
      metrics.inboxWaiting.set(waiting.waiting);
      metrics.inboxLag.set(waiting.oldestSeconds);
      metrics.outboxWaiting.set(sending.waiting);
      metrics.outboxUnknown.set(sending.unknown);
    },
    ...(config.webChat && { chat: { transcript, accept, clock, log, secure: config.publicUrl?.startsWith('https:') ?? false, stopping: stopping.signal } }),
  });

  const { close, url } = await listen(web.fetch, config);
  publicUrl ||= url;
  const broadcasts = broadcastStore(db);
  const jobs = runJobs(
    databaseUrl,
    [
      { name: 'nudge', cron: '*/10 * * * *', run: (signal) => planNudges({ nudges: nudgeStore(db), word: (due) => toMessage(nudgeDraft(due), due.language, undefined) }, clock.now(), signal) },
      {
        name: 'broadcast',
        cron: '* * * * *',
        run: async (signal) => {
          for (const id of await broadcasts.withStatus('sending')) await fanOut({ broadcasts, channels, spoken: delivery.wake }, id, signal);
        },
      },
      { name: 'retention', cron: '15 3 * * *', run: () => deleteExpired(db) },
    ],
    log,
  ).catch((error: unknown) => log.error({ reason: reasonOf(error) }, 'the scheduler did not start'));

  return {
    url,
    async stop() {
      stopping.abort();
      await close();
      await turns.stop();
      await delivery.stop();
      content.stop();
      await (await jobs)?.stop();
      await transcript.stop();
      await db.$disconnect();
    },
  };
}

async function publishContent(db: Database, knowledge: ReturnType<typeof loadKnowledge>): Promise<void> {
  await publishOnce(db, 'knowledge', hashOf(path.join(SEED, 'knowledge')) + hashOf(path.join(SEED, 'documents.yaml')), (session) => publishKnowledge(session, knowledge));
  const questions = path.join(SEED, 'questions');
  await publishOnce(db, 'questions', hashOf(questions), (session) => publishBank(session, loadBank(questions)));
}

/** Rebuilds the index when other knowledge than the one at hand is published. */
function followContent(db: Database, refresh: (entries: Awaited<ReturnType<typeof publishedEntries>>) => void, log: Log) {
  let at: string | undefined;
  const look = async () => {
    const release = await releaseOf(db, 'knowledge');
    if (release === at) return;
    refresh(await publishedEntries(db));
    at = release;
  };
  const timer = setInterval(() => void look().catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'content not looked at')), CONTENT_EVERY_MS);
  return { look, stop: () => clearInterval(timer) };
}

const WEBHOOK_PATHS: Partial<Record<ChannelName, string>> = { line: '/webhooks/line', teams: '/api/messages' };

function webhookPaths(channels: ReadonlyMap<ChannelName, Channel>): Map<string, Channel> {
  return new Map([...channels].flatMap(([name, channel]) => (WEBHOOK_PATHS[name] ? [[WEBHOOK_PATHS[name], channel] as const] : [])));
}

async function listen(fetch: (request: Request) => Response | Promise<Response>, { host, port }: Config): Promise<{ close: () => Promise<void>; url: string }> {
  const server = serve({ fetch, hostname: host, port }) as Server;
  const answers = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  await Promise.race([once(server, 'listening'), once(server, 'error').then(([error]) => Promise.reject(error))]);
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return { close: () => close(server, answers), url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}` };
}

/** Lets requests in hand end, for a while, and their connections with the answer. Idle connections are closed at once. */
const close = (server: Server, answers: Set<ServerResponse>): Promise<void> =>
  new Promise((resolve) => {
    server.prependListener('request', (_, response) => {
      response.shouldKeepAlive = false;
    });
    for (const response of answers) response.shouldKeepAlive = false;
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
  });
