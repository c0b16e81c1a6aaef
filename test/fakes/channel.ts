/** A channel that keeps what it is given and answers what the test says. */
import type { Channel, Delivery, SendOutcome } from '../../src/channels/channel.ts';

export interface FakeChannel extends Channel {
  /** Every attempt, in order. */
  readonly sent: Delivery[];
  /** What the next attempts lead to; changed by the test. */
  answer: (delivery: Delivery) => SendOutcome | Promise<SendOutcome>;
}

/** Like LINE unless told otherwise: replies and pushes, five messages at once, nothing shown twice. */
export function fakeChannel(like: Partial<Channel> = {}): FakeChannel {
  const sent: Delivery[] = [];
  const channel: FakeChannel = {
    name: 'line',
    bundle: 5,
    perSecond: 1000,
    recipientsPerSend: 500,
    idempotent: () => true,
    ...like,
    sent,
    answer: () => ({ type: 'accepted' }),
    async send(delivery) {
      sent.push(delivery);
      return channel.answer(delivery);
    },
  };
  return channel;
}

/** Outcomes given one after the other; from then on every attempt is accepted. */
export const inTurn =
  (...outcomes: SendOutcome[]): FakeChannel['answer'] =>
  () =>
    outcomes.shift() ?? { type: 'accepted' };
