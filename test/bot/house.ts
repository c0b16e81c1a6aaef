/** The house from the inbox to the outbox: real dialogs, stores, bank and knowledge on a real database. */
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { dialogs } from '../../dialogs/index.ts';
import type { StartEngine } from '../../src/ask/engine.ts';
import { feedbackStore } from '../../src/ask/feedback-store.ts';
import { liveAsk } from '../../src/ask/live.ts';
import { loadKnowledge } from '../../src/ask/load.ts';
import { finder } from '../../src/bot/find.ts';
import { type Claimed, inboxStore } from '../../src/bot/inbox-store.ts';
import { keeper } from '../../src/bot/keep.ts';
import type { RunnerParts } from '../../src/bot/runner.ts';
import { type TurnOutcome, takeTurn } from '../../src/bot/turn.ts';
import { type Channel, type Inbound, type InboundInput, inboundSchema } from '../../src/channels/channel.ts';
import type { Database } from '../../src/db/client.ts';
import { type Message, messagesSchema } from '../../src/dialog/message.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeMetrics } from '../../src/lib/metrics.ts';
import { peopleStore } from '../../src/people/store.ts';
import { loadBank } from '../../src/quiz/load.ts';
import { publishBank, quizStore } from '../../src/quiz/store.ts';
import { buttonsOf } from '../chat.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { fakeClock } from '../fakes/clock.ts';
import { engineHere } from '../fakes/engine.ts';

export const PUBLIC_URL = 'https://taksa.example';
const SEED = 'prisma/seed';
const knowledge = loadKnowledge(SEED);
const bank = loadBank(`${SEED}/questions`);

/** Turns that may be at the database at a time. */
export const PLACES = 2;

/** Opens it over a test's database, with the bank published. */
export async function openHouse(db: Database, channels: Channel[] = [fakeChannel()], engine: StartEngine = engineHere) {
  await db.$transaction((session) => publishBank(session, bank));
  const [people, inbox, metrics, clock] = [peopleStore(db), inboxStore(db), makeMetrics(), fakeClock()];
  const atDatabase = pLimit(PLACES);
  const parts: RunnerParts = {
    db,
    dialogs,
    people,
    inbox,
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    find: finder({
      ask: await liveAsk(knowledge, engine),
      feedback: feedbackStore(db),
      quiz: quizStore(db),
      people,
      metrics,
      atDatabase,
    }),
    keep: keeper(() => PUBLIC_URL),
    clock,
    log: makeLog('silent'),
    metrics,
    atDatabase,
    spoken: () => undefined,
    parallel: 4,
  };

  const inbound = (input: InboundInput, address: string, more: Partial<Inbound> = {}): Inbound => ({
    channel: 'line',
    eventId: randomUUID(),
    address,
    kind: 'person',
    input,
    at: clock.now().toISOString(),
    ...more,
  });

  /** Stores an event as a webhook would. */
  const hear = async (input: InboundInput, address: string, more: Partial<Inbound> = {}): Promise<Inbound> => {
    const event = inbound(input, address, more);
    await inbox.accept({ events: [event], setAside: [] });
    return event;
  };

  /** Claims one event by force, whatever else its lane holds. */
  const claimById = async (eventId: string): Promise<Claimed> => {
    const claim = randomUUID();
    const row = await db.inboxEvent.update({
      where: { channel_eventId: { channel: 'line', eventId } },
      data: { status: 'claimed', claim, attempts: 1 },
    });
    return { id: row.id, claim, attempts: 1, inbound: inboundSchema.parse(row.payload) };
  };

  /** Takes turns until nothing waits. */
  const settle = async (): Promise<TurnOutcome[]> => {
    const outcomes: TurnOutcome[] = [];
    for (let claimed = await inbox.claim(1); claimed[0]; claimed = await inbox.claim(1)) outcomes.push(await takeTurn(parts, claimed[0]));
    return outcomes;
  };

  const said = async (address: string, channel = 'line'): Promise<Message[]> => {
    const rows = await db.outboxMessage.findMany({ where: { lane: `${channel}:${address}` }, orderBy: { id: 'asc' } });
    return rows.flatMap((row) => messagesSchema.parse(row.messages));
  };

  /** The data of the newest button with this label. */
  const buttonOf = async (label: string, address: string, channel = 'line'): Promise<string> => {
    const buttons = (await said(address, channel)).flatMap(buttonsOf).filter((button) => button.label === label);
    const button = buttons.at(-1);
    if (!button || !('press' in button)) throw new Error(`no button "${label}" was shown`);
    return button.press;
  };

  const tell = async (text: string, address: string, more: Partial<Inbound> = {}) => {
    await hear({ type: 'text', text }, address, more);
    return settle();
  };
  const press = async (label: string, address: string, more: Partial<Inbound> = {}) => {
    await hear({ type: 'press', data: await buttonOf(label, address, more.channel) }, address, more);
    return settle();
  };
  return { db, parts, clock, inbox, people, inbound, hear, claimById, settle, said, buttonOf, tell, press };
}
