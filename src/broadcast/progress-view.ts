/** How far a broadcast has come, on a terminal and elsewhere. */
import cliProgress from 'cli-progress';
import type { Progress } from './store.ts';
import type { Say } from './words.ts';

export interface ProgressView {
  /** How often it wants to be shown something, in milliseconds. */
  everyMs: number;
  show(progress: Progress, total: number): void;
  end(): void;
}

/** A bar that is drawn over, for a terminal. */
export function barView(say: Say, stream: NodeJS.WritableStream): ProgressView {
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {percentage}% · {words}', stream, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    everyMs: 500,
    show(progress, total) {
      const words = wordsOf(say, progress, total);
      if (!started) bar.start(total, 0, { words });
      started = true;
      bar.setTotal(total);
      bar.update(settledOf(progress), { words });
    },
    end: () => bar.stop(),
  };
}

/** A line now and then, for logs. */
export const lineView = (say: Say, print: (line: string) => void): ProgressView => ({
  everyMs: 5_000,
  show: (progress, total) => print(wordsOf(say, progress, total)),
  end: () => undefined,
});

/** The people whose message has come to an end, whichever. */
const settledOf = ({ sent, failed, unknown }: Progress): number => sent + failed + unknown;

const wordsOf = (say: Say, progress: Progress, total: number): string => {
  const { sent, failed, unknown } = progress;
  return say({ key: 'broadcast.progress', with: { settled: settledOf(progress), total, sent, failed, unknown } });
};
