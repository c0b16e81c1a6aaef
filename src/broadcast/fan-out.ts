/**
 * Puts a broadcast into the outbox page by page, never far ahead of what is sent, and ends it when everything is
 * settled. The checkpoint moves in the transaction that stores the page, so a process can die anywhere.
 */
import type { Channel, ChannelName } from '../channels/channel.ts';
import { pause } from '../lib/clock.ts';
import type { PageForm, PageOutcome } from './page-store.ts';
import type { BroadcastStore } from './store.ts';

export interface FanOutParts {
  broadcasts: BroadcastStore;
  channels: ReadonlyMap<ChannelName, Channel>;
  /** Called when rows were put into the outbox. */
  spoken: () => void;
}

/** Rows of one broadcast that may wait in the outbox: enough to keep every sender busy, few enough to stop soon. */
const MOST_WAITING = 400;
/** Messages in a page; fewer where each reaches many people. */
const SINGLE_SENDS = 200;
const SHARED_SENDS = 10;

/** Works on a broadcast until it is done, paused or stopped, or the signal fires. */
export async function fanOut(parts: FanOutParts, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waiting = await parts.broadcasts.waiting(id);
    const outcome: PageOutcome | { type: 'full' } =
      waiting >= MOST_WAITING ? { type: 'full' } : await parts.broadcasts.planPage(id, (channel) => formOf(parts, channel));
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

function formOf({ channels }: FanOutParts, channel: ChannelName): PageForm {
  const most = channels.get(channel)?.recipientsPerSend ?? 1;
  return { perSend: most, sends: most > 1 ? SHARED_SENDS : SINGLE_SENDS };
}
