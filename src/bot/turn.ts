/** One turn: reads, thinks, writes once. Speaking is the outbox's. */
import type { Channel, Inbound } from '../channels/channel.ts';
import type { Database } from '../db/client.ts';
import type { Dialogs } from '../dialog/advance.ts';
import type { Context, Profile } from '../dialog/types.ts';
import { breathe, type Clock } from '../lib/clock.ts';
import type { Person } from '../people/person.ts';
import { type PeopleStore, readPerson } from '../people/store.ts';
import { type Claimed, type InboxStore, laneOf } from './inbox-store.ts';
import { seeded } from './random.ts';
import { type Find, type Thought, think } from './think.ts';
import { closeContact, closeEvent, type KeepFact, writeTurn } from './turn-store.ts';

/** Does what needs the database when there is a place for it: more turns are in hand than the database has connections for. */
export type AtDatabase = <Result>(work: () => Promise<Result>) => Promise<Result>;

export interface TurnParts {
  db: Database;
  dialogs: Dialogs;
  people: PeopleStore;
  inbox: InboxStore;
  channels: ReadonlyMap<string, Channel>;
  /** Answers queries for a person; the person's id is undefined at the first contact. */
  find: (personId: string | undefined) => Find;
  keep: KeepFact;
  atDatabase: AtDatabase;
  clock: Clock;
}

/** What became of an event. */
export type TurnOutcome = 'answered' | 'recorded' | 'too-late' | 'lost' | 'set-aside';

/** An answer to something said longer ago would only puzzle: the event is recorded, nothing is said. */
const TOO_LATE_MS = 6 * 3_600_000;

/** Thinking again because another turn wrote first; more often is a fault. */
const MOST_TRIES = 5;

/** Handles a claimed event to its end. Throws when the database is away, or for a mistake of ours. */
export async function takeTurn(parts: TurnParts, event: Claimed): Promise<TurnOutcome> {
  const { inbound } = event;
  if (inbound.input.type === 'left' || inbound.input.type === 'unsent' || inbound.input.type === 'ignored')
    return parts.atDatabase(() => record(parts, event));
  const age = parts.clock.now().getTime() - Date.parse(inbound.at);
  if (age > TOO_LATE_MS) {
    await parts.atDatabase(() => closeContact(parts.db, event, 'too late for an answer'));
    return 'too-late';
  }
  return answer(parts, event);
}

async function record({ db, inbox }: TurnParts, event: Claimed): Promise<TurnOutcome> {
  const { input } = event.inbound;
  if (input.type === 'unsent') await inbox.forget(laneOf(event.inbound), input.messageId);
  await closeContact(db, event);
  return 'recorded';
}

async function answer(parts: TurnParts, event: Claimed): Promise<TurnOutcome> {
  const { inbound } = event;
  const channel = parts.channels.get(inbound.channel);
  if (!channel) {
    await parts.atDatabase(() => closeEvent(parts.db, event, 'aside', 'the channel is switched off'));
    return 'set-aside';
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const now = parts.clock.now();
    // As claimed at first; whoever wrote in between is seen by the session's revision, and then read anew.
    const person =
      tries === 0 ? readPerson(event.person) : await parts.atDatabase(() => parts.people.find(inbound.channel, inbound.address));
    await breathe();
    const context = contextOf(person, inbound, event.id, now);
    const thought = await think(parts.dialogs, person?.stack ?? [], inbound.input, context, breathing(parts.find(person?.id)));
    const write = { event, ...writeOf(person, thought), profile: context.profile, now };
    const written = await parts.atDatabase(() => writeTurn(parts.db, channel, parts.keep, write));
    if (written !== 'outdated') return written === 'written' ? 'answered' : 'lost';
  }
  throw new Error('other turns of the same person kept writing first');
}

/** The engine answers many at once: what follows from each is thought after a breath. */
const breathing =
  (find: Find): Find =>
  async (query, context) => {
    const found = await find(query, context);
    await breathe();
    return found;
  };

const writeOf = (person: Person | undefined, { stack, topic, facts, messages }: Thought) => ({
  ...(person && { person: { id: person.id, revision: person.revision, isGone: person.isGone } }),
  stack,
  facts,
  messages,
  ...(topic && { topic }),
});

function contextOf(person: Person | undefined, inbound: Inbound, eventId: bigint, now: Date): Context {
  return {
    now,
    random: seeded(`${inbound.channel}:${inbound.eventId}:${eventId}`),
    profile: person?.profile ?? strangersProfile(inbound),
    isNew: !person?.informed,
    audience: inbound.kind,
    ...(person?.topic && { topic: person.topic }),
  };
}

/** Thai, unless they write without a Thai letter from an application that is not Thai: many officials use English ones. */
function strangersProfile({ locale, input }: Inbound): Profile {
  const isForeign =
    locale !== undefined &&
    !locale.startsWith('th') &&
    input.type === 'text' &&
    /\p{L}/u.test(input.text) &&
    !/\p{Script=Thai}/u.test(input.text);
  return { language: isForeign ? 'en' : 'th', reminders: true };
}
