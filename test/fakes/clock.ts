/** A clock that stands still until it is moved. */
import type { Clock } from '../../src/lib/clock.ts';

export interface FakeClock extends Clock {
  set: (moment: Date | string) => void;
  /** Lets time go by. */
  pass: (ms: number) => void;
}

/** Starts at a moment; without one, at the machine's own. */
export function fakeClock(start: Date | string = new Date()): FakeClock {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (moment) => {
      at = new Date(moment);
    },
    pass: (ms) => {
      at = new Date(at.getTime() + ms);
    },
  };
}
