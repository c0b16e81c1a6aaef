/** One activity of Teams, read into neutral terms or set aside with its reason. */
import { z } from 'zod';
import type { Inbound, InboundInput, SetAside } from '../channel.ts';
import { type Activity, activitySchema, type Claim, executedPress, installationSchema, invokeSchema, membersSchema } from './activity.ts';
import type { Reference } from './reference.ts';
import { messageInput } from './said.ts';

type Reading = { inbound: Inbound } | { aside: SetAside };

/**
 * Reads one activity; never throws. `spareId` stands for an activity that has no readable id of its own, and has to be
 * the same when the same request comes again; `now` for one that has no readable time.
 */
export function readActivity(body: unknown, claim: Claim, spareId: string, now: Date): Reading {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) return { aside: { channel: 'teams', eventId: spareId, address: addressIn(body), reason: whyNot(parsed.error) } };
  const activity = parsed.data;
  const isGroup = activity.conversation.isGroup === true || /^(groupChat|channel)$/.test(activity.conversation.conversationType ?? '');
  const inbound: Inbound = {
    channel: 'teams',
    eventId: eventIdOf(activity) ?? spareId,
    address: isGroup ? activity.conversation.id : personOf(activity.from),
    kind: isGroup ? 'group' : 'person',
    reference: referenceOf(activity, claim, isGroup),
    input: inputOf(body, activity, isGroup),
    at: momentOf(activity.timestamp) ?? now.toISOString(),
    ...(activity.locale && { locale: activity.locale }),
  };
  return { inbound };
}

/**
 * An added bot is told twice, as an installationUpdate and, the first time only, as a conversationUpdate: the former
 * counts. What the bot sends itself is nothing to answer.
 */
function inputOf(body: unknown, activity: Activity, isGroup: boolean): InboundInput {
  const { type, id, from, recipient } = activity;
  if (from.id === recipient.id) return ignored('own');
  switch (type) {
    case 'message':
      return messageInput(body, activity, isGroup);
    case 'invoke':
      return invokeInput(body);
    case 'messageDelete':
      return id ? { type: 'unsent', messageId: id } : ignored(type);
    case 'installationUpdate':
      return installationInput(body);
    case 'conversationUpdate':
      return isAmong(membersSchema.parse(body).membersRemoved, recipient.id) ? { type: 'left' } : ignored(type);
    default:
      return ignored(type);
  }
}

/** An upgrade of the app ("add-upgrade") is neither a coming nor a going. */
function installationInput(body: unknown): InboundInput {
  const action = installationSchema.parse(body).action;
  if (action === 'add') return { type: 'arrived' };
  return action === 'remove' ? { type: 'left' } : ignored('installationUpdate');
}

function invokeInput(body: unknown): InboundInput {
  const { name, value } = invokeSchema.parse(body);
  const data = name === 'adaptiveCard/action' ? executedPress(value) : undefined;
  return data === undefined ? ignored('invoke') : { type: 'press', data };
}

const ignored = (what: string): InboundInput => ({ type: 'ignored', what });

const isAmong = (members: ({ id: string } | undefined)[] | undefined, id: string): boolean =>
  members?.some((member) => member?.id === id) ?? false;

/** A message that is changed or deleted keeps its id, so the kind of event is part of ours. */
function eventIdOf({ type, id, conversation }: Activity): string | undefined {
  if (!id) return undefined;
  return type === 'message' || type === 'invoke' ? `${conversation.id}:${id}` : `${conversation.id}:${id}:${type}`;
}

const personOf = ({ id, aadObjectId }: Activity['from']): string => aadObjectId ?? id;

function referenceOf({ from, recipient, conversation, locale }: Activity, claim: Claim, isGroup: boolean) {
  return {
    serviceUrl: claim.serviceUrl,
    conversationId: conversation.id,
    channelId: claim.channelId,
    botId: recipient.id,
    ...(recipient.name && { botName: recipient.name }),
    ...(claim.tenantId && { tenantId: claim.tenantId }),
    ...(!isGroup && { userId: from.id }),
    ...(!isGroup && from.aadObjectId && { aadObjectId: from.aadObjectId }),
    ...(locale && { locale }),
  } satisfies Reference;
}

const moment = z.iso.datetime();

function momentOf(timestamp: string | undefined): string | undefined {
  const date = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : moment.safeParse(date.toISOString()).data;
}

/** What can still be told of an activity that does not fit: whose lane it belongs to. */
const traces = z.object({ from: activitySchema.shape.from }).transform(({ from }) => personOf(from));
const addressIn = (body: unknown): string => traces.safeParse(body).data ?? 'unknown';

const whyNot = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ')
    .slice(0, 200);
