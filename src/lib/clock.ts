/** The only place that reads the time. Everything else is handed a moment or a clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds from a fixed point that only moves forward, for measuring how long something took. */
export const stopwatch = (): (() => number) => {
  const started = performance.now();
  return () => performance.now() - started;
};

/** Waits, and wakes early (without an error) when the signal fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/** Lets input and output that are ready go first: one calculation after the other would keep requests waiting. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
