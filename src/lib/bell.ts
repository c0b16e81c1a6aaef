import { pause } from './clock.ts';

export interface Bell {
  ring: () => void;
  /** Returns at the next ring, at once if it rang since the last wait, or after `ms`, or when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Wakes one waiting loop; a ring while nobody waits is remembered. */
export function makeBell(): Bell {
  let rung = false;
  let waiting: AbortController | undefined;
  return {
    ring() {
      rung = true;
      waiting?.abort();
    },
    async wait(ms, signal) {
      if (!rung) {
        waiting = new AbortController();
        await pause(ms, AbortSignal.any([waiting.signal, signal]));
        waiting = undefined;
      }
      rung = false;
    },
  };
}
