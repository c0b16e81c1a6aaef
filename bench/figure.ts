/** A measured figure beside the bound that the same machine showed in the same run. */

export interface Figure {
  figure: string;
  value: number;
  unit: string;
  /** What the value is compared with, in the same unit. */
  bound: number;
  /** Value by bound. */
  ratio: number;
  bar: string;
  met: boolean;
  /** What else is worth knowing. */
  [note: string]: number | string | boolean;
}

type Notes = Record<string, number | string | boolean>;

/** Good from `share` of the bound on. */
export const atLeast = (share: number, figure: string, unit: string, value: number, bound: number, notes: Notes = {}): Figure =>
  judged(figure, unit, value, bound, `at least ${share}`, (ratio) => ratio >= share, notes);

/** Good up to `times` the bound. */
export const atMost = (times: number, figure: string, unit: string, value: number, bound: number, notes: Notes = {}): Figure =>
  judged(figure, unit, value, bound, `at most ${times}`, (ratio) => ratio <= times, notes);

function judged(
  figure: string,
  unit: string,
  value: number,
  bound: number,
  bar: string,
  good: (ratio: number) => boolean,
  notes: Notes,
): Figure {
  const ratio = value / bound;
  return { figure, value: round(value), unit, bound: round(bound), ratio: round(ratio), bar, met: good(ratio), ...notes };
}

/** Three significant digits. */
export const round = (value: number): number => Number(value.toPrecision(3));

/** The value that a share (0 to 1) of all values stays under; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
