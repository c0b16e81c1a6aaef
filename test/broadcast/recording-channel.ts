/** A channel that takes everything, unless told otherwise, and remembers who was sent what. */
import type { Channel, ChannelName, Delivery, SendOutcome } from '../../src/channels/channel.ts';

export interface RecordingChannel extends Channel {
  /** Each delivery that was accepted, in order. */
  readonly accepted: Delivery[];
  /** How often each address was reached. */
  reached(): Map<string, number>;
  /** What becomes of the sends to come. */
  outcome: (delivery: Delivery) => Promise<SendOutcome> | SendOutcome;
}

/** `page`: how many people one send reaches. */
export function recordingChannel(name: ChannelName, page: number): RecordingChannel {
  const accepted: Delivery[] = [];
  const channel: RecordingChannel = {
    name,
    bundle: 5,
    perSecond: 10_000,
    recipientsPerSend: page,
    idempotent: () => page > 1,
    accepted,
    reached: () => {
      const counts = new Map<string, number>();
      for (const address of accepted.flatMap((delivery) => delivery.recipients ?? [delivery.address]))
        counts.set(address, (counts.get(address) ?? 0) + 1);
      return counts;
    },
    outcome: () => ({ type: 'accepted' }),
    async send(delivery) {
      const outcome = await channel.outcome(delivery);
      if (outcome.type === 'accepted') accepted.push(delivery);
      return outcome;
    },
  };
  return channel;
}
