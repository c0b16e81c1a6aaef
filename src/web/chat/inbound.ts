/** What a person did on the page, as the neutral event that every channel hands over. */
import type { Inbound, InboundInput } from '../../channels/channel.ts';
import type { Submission } from './submission.ts';

/** Arrivals of one person within this time are one: pages opened side by side, a reload before the welcome. */
const ARRIVAL_MS = 600_000;

/** A submission that can be stored. */
export type Accepted = Extract<Submission, { type: 'text' | 'press' | 'arrived' }>;

/** Makes the event; the same submission sent again makes one with the same id. */
export function inboundOf(sent: Accepted, address: string, now: Date): Inbound {
  const eventId = sent.type === 'arrived' ? `arrived:${address}:${Math.floor(now.getTime() / ARRIVAL_MS)}` : sent.id;
  return { channel: 'web', eventId, address, kind: 'person', input: inputOf(sent), at: now.toISOString() };
}

function inputOf(sent: Accepted): InboundInput {
  switch (sent.type) {
    case 'text':
      return { type: 'text', text: sent.text };
    case 'press':
      return { type: 'press', data: sent.press, ...(sent.label && { label: sent.label }) };
    case 'arrived':
      return { type: 'arrived' };
  }
}
