/**
 * Thinks one input through to its end: routes it, asks the outside world where a dialog wants to know something, and
 * collects what is to be said and kept. Beside `find` everything is pure, so thinking again gives the same.
 */
import type { InboundInput } from '../channels/channel.ts';
import { type Advanced, advance, begin, type Dialogs, modernise } from '../dialog/advance.ts';
import { toMessage } from '../dialog/draft.ts';
import type { Message } from '../dialog/message.ts';
import type { Context, Fact, Found, Frame, Profile, Query, Topic } from '../dialog/types.ts';
import { Bug } from '../lib/errors.ts';
import { route } from './route.ts';

/** Answers a dialog's question to the outside world. */
export type Find = (query: Query, context: Context) => Promise<Found> | Found;

export interface Thought {
  stack: Frame[];
  messages: Message[];
  facts: Fact[];
  topic?: Topic;
}

/** A dialog that keeps asking is a mistake: no honest turn needs more. */
const MOST_FINDS = 6;

/** Thinks an input through. `stored` may hold frames of older versions: these are migrated or begun anew. */
export async function think(dialogs: Dialogs, stored: Frame[], input: InboundInput, context: Context, find: Find): Promise<Thought> {
  const stack = stored.flatMap((frame) => modernise(dialogs, frame) ?? []);
  let step = route(dialogs, stack, input, context);
  // What was under way cannot be read any more: said before anything else, once, since the frames are gone after it.
  const renewed = stack.length < stored.length ? begin(dialogs, [], 'menu', { opening: 'renewed' }, context).effects : [];
  const effects: Advanced['effects'] = [...renewed, ...step.effects];
  for (let finds = 0; step.query; finds += 1) {
    if (finds === MOST_FINDS) throw new Bug(`a dialog asked more than ${MOST_FINDS} times in one turn`);
    const found = await find(step.query, context);
    step = advance(dialogs, step.stack, { type: 'found', found }, context);
    effects.push(...step.effects);
  }
  return conclude(step.stack, effects, context);
}

function conclude(stack: Frame[], effects: Advanced['effects'], context: Context): Thought {
  const facts = effects.flatMap((effect) => (effect.type === 'record' ? [effect.fact] : []));
  const { language } = changed(context.profile, facts);
  const messages = effects.flatMap((effect) => (effect.type === 'say' ? [toMessage(effect.message, language, effect.from)] : []));
  const topic = effects.findLast((effect) => effect.type === 'recall')?.topic ?? context.topic;
  return { stack, messages, facts, ...(topic && { topic }) };
}

/** The profile as it is after the facts of a turn. */
export function changed(profile: Profile, facts: Fact[]): Profile {
  return facts.reduce<Profile>((before, fact) => (fact.kind === 'profile' ? applyChange(before, fact.change) : before), profile);
}

function applyChange(profile: Profile, change: Extract<Fact, { kind: 'profile' }>['change']): Profile {
  const entries = Object.entries({ ...profile, ...change }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as unknown as Profile;
}
