/** Talks to the real conversations through the real kernel, in memory: what one person says, presses and is told. */
import { dialogs } from '../dialogs/index.ts';
import { changed, think } from '../src/bot/think.ts';
import type { InboundInput } from '../src/channels/channel.ts';
import { type Choice, type Message, messagesSchema } from '../src/dialog/message.ts';
import type { Context, Fact, Frame, Profile, Topic } from '../src/dialog/types.ts';
import { aboutKey, makeWorld, type World } from './chat-world.ts';

export interface ChatOptions {
  /** True for a person who was never shown the notice. */
  isNew?: boolean;
  profile?: Partial<Profile>;
  audience?: Context['audience'];
}

export interface Chat {
  type: (text: string) => Promise<Message[]>;
  /** Presses the newest button with this label. */
  press: (label: string) => Promise<Message[]>;
  /** Presses the oldest button with this label: one from far up the chat. */
  pressOld: (label: string) => Promise<Message[]>;
  send: (input: InboundInput) => Promise<Message[]>;
  /** Lets time go by. */
  wait: (days: number) => void;
  /** All facts recorded so far, in order. */
  readonly facts: Fact[];
  readonly stack: Frame[];
  readonly profile: Profile;
  readonly topic: Topic | undefined;
  /** Labels of all buttons of the last turn. */
  readonly labels: string[];
  readonly world: World;
}

const START = Date.UTC(2026, 10, 20, 2, 0);
const DAY = 86_400_000;

/** Begins a conversation with somebody whose session is empty. */
export function chat({ isNew = false, profile = {}, audience = 'person' }: ChatOptions = {}): Chat {
  const world = makeWorld();
  const facts: Fact[] = [];
  const said: Message[][] = [];
  const now = {
    at: START,
    stack: [] as Frame[],
    topic: undefined as Topic | undefined,
    informed: !isNew,
    profile: { language: 'th', reminders: true, ...profile } as Profile,
  };
  let turns = 0;

  async function send(input: InboundInput): Promise<Message[]> {
    turns += 1;
    now.at += 60_000;
    const thought = await think(dialogs, stored(now.stack), input, contextOf(now, turns, audience), world.find);
    Object.assign(now, { stack: thought.stack, topic: thought.topic });
    for (const fact of thought.facts) keep(now, world, fact);
    facts.push(...thought.facts);
    said.push(messagesSchema.parse(thought.messages));
    return thought.messages;
  }

  const pressOf = (label: string, turnsInOrder: Message[][]): Promise<Message[]> => {
    const choice = turnsInOrder.flatMap((messages) => messages.flatMap(buttonsOf)).find((button) => button.label === label);
    if (!choice || !('press' in choice)) throw new Error(`no button "${label}" was shown`);
    return send({ type: 'press', data: choice.press });
  };

  return {
    send,
    type: (text) => send({ type: 'text', text }),
    press: (label) => pressOf(label, said.toReversed()),
    pressOld: (label) => pressOf(label, said),
    wait: (days) => {
      now.at += days * DAY;
    },
    facts,
    world,
    get stack() {
      return now.stack;
    },
    get profile() {
      return now.profile;
    },
    get topic() {
      return now.topic;
    },
    get labels() {
      return (said.at(-1) ?? []).flatMap(buttonsOf).map(({ label }) => label);
    },
  };
}

/** All buttons of a message: those of its card, then the choices. */
export const buttonsOf = ({ card, choices = [] }: Message): Choice[] => [...(card?.buttons ?? []), ...choices];

/** As the database gives it back. */
const stored = (stack: Frame[]): Frame[] => JSON.parse(JSON.stringify(stack)) as Frame[];

interface Now {
  at: number;
  stack: Frame[];
  topic: Topic | undefined;
  informed: boolean;
  profile: Profile;
}

const contextOf = ({ at, topic, informed, profile }: Now, seed: number, audience: Context['audience']): Context => ({
  now: new Date(at),
  random: seeded(seed),
  profile,
  isNew: !informed,
  audience,
  ...(topic && { topic }),
});

function keep(now: Now, world: World, fact: Fact): void {
  now.profile = changed(now.profile, [fact]);
  if (fact.kind === 'consent') now.informed = true;
  if (fact.kind === 'attempt-begun') world.open = true;
  if (fact.kind === 'attempt-ended') world.open = false;
  if (fact.kind === 'feedback' || fact.kind === 'reported') {
    const before = world.given.get(aboutKey(fact)) ?? { reported: false };
    world.given.set(aboutKey(fact), fact.kind === 'reported' ? { ...before, reported: true } : { ...before, useful: fact.useful });
  }
  if (fact.kind === 'erase')
    Object.assign(now, { stack: [], topic: undefined, informed: false, profile: { language: 'th', reminders: true } });
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
