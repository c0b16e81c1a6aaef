/**
 * The web chat as a channel. The outbox row is itself the message: the page reads it from the transcript, so sending
 * means telling the open pages to look.
 */
import { reasonOf } from '../../lib/errors.ts';
import type { Channel, Delivery, SendOutcome } from '../channel.ts';
import type { Transcript } from './transcript.ts';

/** Makes the channel `web`. A send that could not be announced was not taken, and can be tried again without harm. */
export const makeWebChannel = (transcript: Pick<Transcript, 'announce'>): Channel => ({
  name: 'web',
  bundle: 20,
  idempotent: () => true,
  perSecond: 1000,
  recipientsPerSend: 1,
  send: (delivery) => announce(transcript, delivery),
});

async function announce(transcript: Pick<Transcript, 'announce'>, { address, recipients }: Delivery): Promise<SendOutcome> {
  try {
    await Promise.all((recipients ?? [address]).map((one) => transcript.announce(one)));
    return { type: 'accepted' };
  } catch (error) {
    return { type: 'not-taken', reason: reasonOf(error) };
  }
}
