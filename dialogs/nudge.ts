/** The reminder of a quiz left open: kind, short, and with the way to stop reminders. */
import type { Draft } from '../src/dialog/types.ts';

/** The words for an attempt of `length` items of which `answered` are done. */
export function nudgeDraft({ answered, length }: { answered: number; length: number }): Draft {
  const body = { key: 'nudge.body', with: { answered, length } } as const;
  return {
    text: { lines: ['nudge.title', body] },
    card: { title: 'nudge.title', tone: 'notice', body, progress: { at: answered, of: length } },
    choices: [
      { label: 'nudge.resume', command: 'resume' },
      { label: 'nudge.stop', command: 'reminders', arg: 'off' },
    ],
  };
}
