/**
 * What a channel is. A channel turns a platform's raw webhook into neutral events and neutral messages into the
 * platform's requests; it knows no feature and no database. Each channel passes the one contract suite in
 * test/contract/.
 */
import { z } from 'zod';
import type { Message } from '../dialog/message.ts';

export const channelNames = ['line', 'teams', 'web'] as const;
export type ChannelName = (typeof channelNames)[number];

/** What a person did, in no platform's terms. */
export const inputSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), messageId: z.string().optional() }),
  /** A button: `data` is what press.ts wrote; `label` is what stood on it, where the channel must show it again (web). */
  z.object({ type: z.literal('press'), data: z.string(), label: z.string().max(300).optional() }),
  /** The person opened the chat, followed, added the bot, or the bot joined a group. */
  z.object({ type: z.literal('arrived') }),
  /** The person blocked or removed the bot: the address is gone. */
  z.object({ type: z.literal('left') }),
  /** The person took a message back: forget it. */
  z.object({ type: z.literal('unsent'), messageId: z.string() }),
  /** Something we cannot read (sticker, picture, file): said kindly. */
  z.object({ type: z.literal('unreadable'), what: z.string() }),
  /** Nothing to answer (a reaction, a group's chatter, a kind of event we do not know): recorded only. */
  z.object({ type: z.literal('ignored'), what: z.string() }),
]);
export type InboundInput = z.infer<typeof inputSchema>;

export const inboundSchema = z.object({
  channel: z.enum(channelNames),
  /** The platform's own id of the event, unique within the channel; the same event sent again has the same id. */
  eventId: z.string(),
  /** Whom to answer: a user, or a group in which the bot was mentioned. At most 200 characters. */
  address: z.string(),
  kind: z.enum(['person', 'group']).default('person'),
  /** What the channel needs to speak to this address later without being asked (Teams). */
  reference: z.json().optional(),
  input: inputSchema,
  /** A single-use right to answer, free of charge, until a moment (LINE). ISO 8601. */
  reply: z.object({ token: z.string(), until: z.iso.datetime() }).optional(),
  /** When it happened by the platform's clock. ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** The locale the platform reports, such as "th-TH". */
  locale: z.string().optional(),
});
export type Inbound = z.infer<typeof inboundSchema>;

/** An event that could not be read: kept with its reason, so that its neighbours go on. */
export interface SetAside {
  channel: ChannelName;
  eventId: string;
  address: string;
  reason: string;
}

/** A webhook request as it came over the wire; header names are lower case, one sent several times is a list. */
export interface RawRequest {
  headers: Record<string, string | string[] | undefined>;
  body: Uint8Array;
}

/**
 * The outcome of reading a webhook: the events to store before `status` is answered, and the answer. Anything but 200
 * stores nothing.
 */
export interface Received {
  status: 200 | 400 | 401 | 403;
  /** JSON to answer with (Teams invokes); absent for an empty body. */
  answer?: unknown;
  events: Inbound[];
  setAside: SetAside[];
  /** Why a request was refused, for the log; holds no text and no user id. */
  reason?: string;
}

/** One send attempt of one outbox row. Key and messages are the same in each attempt. */
export interface Delivery {
  address: string;
  /** Set for a page of a broadcast: all addresses, in place of `address`. */
  recipients?: string[];
  reference?: unknown;
  messages: Message[];
  /** UUID: the platform accepts it once (LINE push and multicast). */
  retryKey: string;
  /** Set while a reply token is fresh enough to be used; then the reply is tried, else a push. */
  replyToken?: string;
}

/** What an attempt led to, in the words that outbox/policy decides by. */
export type SendOutcome =
  /** Accepted now, or earlier under the same key (409). */
  | { type: 'accepted' }
  /** Refused for good: nothing was accepted, and trying again will not help. */
  | { type: 'refused'; reason: string }
  /** The person blocked the bot or left: nothing was accepted, stop speaking to this address. */
  | { type: 'gone'; reason: string }
  /** The reply token is used up or too old: this attempt was not accepted. */
  | { type: 'stale-reply' }
  /** Too fast: nothing was accepted. */
  | { type: 'throttled'; retryAfterMs?: number }
  /** The monthly quota is used up: nothing was accepted. */
  | { type: 'quota' }
  /** Our credentials are not accepted: nothing was accepted. */
  | { type: 'unauthorized' }
  /** The request never reached the platform, or it said so: nothing was accepted. */
  | { type: 'not-taken'; reason: string }
  /** No answer, or an answer that leaves open whether it was accepted (time-out, broken connection, 5xx). */
  | { type: 'no-answer'; reason: string };

export interface Channel {
  readonly name: ChannelName;
  /** The most messages one send can carry; a longer answer becomes several rows. */
  readonly bundle: number;
  /** True where sending the same row again with its key cannot show it twice: pushes of LINE, everything on the web. */
  readonly idempotent: (way: 'reply' | 'push') => boolean;
  /** Pace of sends that are not replies, per second, across all instances. */
  readonly perSecond: number;
  /** The most addresses one send can reach; 1 where each person is sent to alone. */
  readonly recipientsPerSend: number;
  /** Reads a webhook request: verification first, then parsing. Never throws for bad input. */
  receive?(request: RawRequest): Promise<Received>;
  /** Makes exactly one request to the platform, within 5 s. Never throws for what a platform may answer. */
  send(delivery: Delivery): Promise<SendOutcome>;
  /** Shows that an answer is being thought about (typing, loading); failures do not matter. */
  thinking?(inbound: Inbound): Promise<void>;
}
