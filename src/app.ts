/** The one place that knows every part: builds an instance of the service from its settings, and stops it again. */
import path from 'node:path';
import pLimit from 'p-limit';
import { dialogs } from '../dialogs/index.ts';
import { nudgeDraft } from '../dialogs/nudge.ts';
import { feedbackStore } from './ask/feedback-store.ts';
import { followKnowledge, KNOWLEDGE } from './ask/follow.ts';
import { liveAsk } from './ask/live.ts';
import { loadKnowledge } from './ask/load.ts';
import { publishKnowledge } from './ask/store.ts';
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
import { hashOf, hashOfContent, publishOnce } from './db/release.ts';
import { toMessage } from './dialog/draft.ts';
import { type Job, runJobs } from './jobs/run.ts';
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
import { listen } from './web/listen.ts';

export interface App {
  /** Where it is reached, such as http://127.0.0.1:3000. */
  url: string;
  /** Refuses new requests, finishes what is in hand, lets go of the database. */
  stop(): Promise<void>;
}

const SEED = path.resolve(import.meta.dirname, '../prisma/seed');
const MOST_SENDS = 64;
/** Turns in hand: while the engine answers some, others are written. */
const MOST_TURNS = 64;
/** Connections that turns leave to webhooks, claims and sends. */
const SPARE_CONNECTIONS = 4;

/** Builds the instance and serves. The database is migrated already. */
export async function startApp(
  config: Config,
  databaseUrl: string,
  clock: Clock = systemClock,
  log: Log = makeLog(config.logLevel, config.logKey),
): Promise<App> {
  const db = connect(databaseUrl, config.databasePool, log);
  const metrics = makeMetrics();
  const stopping = new AbortController();
  let publicUrl = config.publicUrl ?? '';

  const knowledge = loadKnowledge(SEED);
  const [ask] = await Promise.all([liveAsk(knowledge), publishContent(db, knowledge, log)]);
  const following = await followKnowledge(db, ask, log);

  const transcript = transcriptStore(db, databaseUrl, log);
  const channels = makeChannels(config, transcript, log);
  const [people, inbox, outbox, quiz, gate] = [peopleStore(db), inboxStore(db), outboxStore(db), quizStore(db), makeGate(db)];
  const delivery = runDelivery({ outbox, gate, channels, clock, log, metrics, parallel: MOST_SENDS });
  const atDatabase = pLimit(Math.max(1, config.databasePool - SPARE_CONNECTIONS));
  const turns = runTurns({
    db,
    dialogs,
    people,
    inbox,
    channels,
    clock,
    log,
    metrics,
    find: finder({ ask, feedback: feedbackStore(db), quiz, people, metrics, atDatabase }),
    keep: keeper(() => publicUrl),
    atDatabase,
    spoken: delivery.wake,
    parallel: MOST_TURNS,
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
    ...(config.webChat && {
      chat: { transcript, accept, clock, log, secure: config.publicUrl?.startsWith('https:') ?? false, stopping: stopping.signal },
    }),
  });

  const { close, url } = await listen(web.fetch, config.host, config.port);
  publicUrl ||= url;
  const jobs = runJobs(databaseUrl, jobsOf({ db, channels, clock, spoken: delivery.wake }), log).catch((error: unknown) =>
    log.error({ reason: reasonOf(error) }, 'the scheduler did not start'),
  );

  return {
    url,
    async stop() {
      stopping.abort();
      await close();
      await turns.stop();
      await delivery.stop();
      await following.stop();
      await (await jobs)?.stop();
      await transcript.stop();
      await db.$disconnect();
    },
  };
}

/** What runs on a schedule; the times are Asia/Bangkok's. */
function jobsOf({
  db,
  clock,
  ...sending
}: {
  db: Database;
  clock: Clock;
  channels: ReadonlyMap<ChannelName, Channel>;
  spoken: () => void;
}): Job[] {
  const [broadcasts, nudges] = [broadcastStore(db), nudgeStore(db)];
  return [
    {
      name: 'nudge',
      cron: '*/10 * * * *',
      run: (signal) => planNudges({ nudges, word: (due) => toMessage(nudgeDraft(due), due.language, undefined) }, clock.now(), signal),
    },
    {
      name: 'broadcast',
      cron: '* * * * *',
      run: async (signal) => {
        for (const id of await broadcasts.withStatus('sending')) await fanOut({ broadcasts, ...sending }, id, signal);
      },
    },
    { name: 'retention', cron: '15 3 * * *', run: () => deleteExpired(db) },
  ];
}

async function publishContent(db: Database, knowledge: ReturnType<typeof loadKnowledge>, log: Log): Promise<void> {
  const { documents, entries } = knowledge;
  await publishOnce(db, KNOWLEDGE, hashOfContent({ documents, entries }), (session) => publishKnowledge(session, knowledge));
  const questions = path.join(SEED, 'questions');
  await publishOnce(db, 'questions', hashOf(questions), async (session) => {
    const items = await publishBank(session, loadBank(questions));
    if (items.length > 0) log.warn({ items }, 'quiz items changed without a new version: they are asked as they were');
  });
}

const WEBHOOK_PATHS: Partial<Record<ChannelName, string>> = { line: '/webhooks/line', teams: '/api/messages' };

function webhookPaths(channels: ReadonlyMap<ChannelName, Channel>): Map<string, Channel> {
  return new Map([...channels].flatMap(([name, channel]) => (WEBHOOK_PATHS[name] ? [[WEBHOOK_PATHS[name], channel] as const] : [])));
}
