/** Goes through everybody who left a quiz open and reminds those whom the rules say. */
import type { Message } from '../dialog/message.ts';
import { decide } from './rules.ts';
import type { Due, NudgeStore } from './store.ts';

const PAGE = 200;

export interface NudgeParts {
  nudges: NudgeStore;
  /** The words of a reminder for a person. */
  word: (due: Due) => Message;
}

/** One tick: returns how many reminders went into the outbox. Safe to run twice at once, and any number of times a day. */
export async function planNudges({ nudges, word }: NudgeParts, now: Date, signal?: AbortSignal): Promise<number> {
  let planned = 0;
  let after: string | undefined;
  while (!signal?.aborted) {
    const page = await nudges.candidates(after, PAGE);
    for (const due of page) {
      if (decide(due, now).type === 'remind' && (await nudges.remind(due, word(due), now))) planned += 1;
    }
    after = page.at(-1)?.person_id;
    if (page.length < PAGE) break;
  }
  return planned;
}
