/**
 * Puts a broadcast into the outbox page by page, never far ahead of what is sent, and ends it when everything is
 * settled. The checkpoint moves in the transaction that stores the page, so a process can die anywhere.
 */
import type { Channel, ChannelName } from '../channels/channel.ts';
import { pause } from '../lib/clock.ts';
import type { BroadcastStore, PageForm, PageOutcome } from './store.ts';

export interface FanOutParts {
  broadcasts: BroadcastStore;
  channels: ReadonlyMap<ChannelName, Channel>;
  /** Called when rows were put into the outbox. */
  spoken: () => void;
}

/** Rows of one broadcast that may wait in the outbox: enough to keep every sender busy, few enough to stop soon. */
const MOST_WAITING = 400;
/** People in a page where each has a row of their own. */
const SINGLE_PAGE = 200;

/** Works on a broadcast until it is done, paused or stopped, or the signal fires. */
export async function fanOut(parts: FanOutParts, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waiting = await parts.broadcasts.waiting(id);
    const outcome: PageOutcome | { type: 'full' } =
      waiting >= MOST_WAITING ? { type: 'full' } : await parts.broadcasts.planPage(id, (channel) => pageOf(parts, channel));
    switch (outcome.type) {
      case 'done':
      case 'not-sending':
        return;
      case 'page':
        parts.spoken();
        break;
      case 'full':
        await pause(100, signal);
        break;
      case 'end':
        await pause(200, signal);
    }
  }
}

function pageOf({ channels }: FanOutParts, channel: ChannelName): PageForm {
  const most = channels.get(channel)?.recipientsPerSend ?? 1;
  return most > 1 ? { people: most, together: true } : { people: SINGLE_PAGE, together: false };
}
