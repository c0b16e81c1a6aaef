/** One line of figures for each case that held, for whoever reads the run. */
import type { Verdict } from './oracle.ts';

export function report(number: number | string, { broken, ...figures }: Partial<Verdict>, more: object = {}): void {
  process.stdout.write(`  fault ${number}: ${JSON.stringify({ ...figures, ...more, broken: broken?.length ?? 0 })}\n`);
}
