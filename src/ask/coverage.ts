/**
 * Which lines of a source document nobody wrote about. An entry covers the text from the line it cites up to the next
 * line that any entry cites; knowledge files name what they leave out on purpose, in comments at their top.
 */
import type { Broken } from './broken.ts';
import type { Knowledge } from './knowledge.ts';
import type { EntryFile } from './load.ts';

/** A stretch after a cited line holds more than one entry can tell when it has more non-empty lines or UTF-16 units than this. */
const MOST_LINES = 12;
const MOST_UNITS = 2_500;

const PREVIEW = 60;

/** A document's own text: lines in the order of the file, empty where the file holds something else. */
export interface SourceText {
  document: string;
  lines: readonly string[];
}

/** Lines cited and left out on purpose, counted from 1. */
export interface Marks {
  cited: ReadonlySet<number>;
  leftOut: ReadonlySet<number>;
}

export interface Stretch {
  from: number;
  to: number;
  /** How the stretch begins. */
  preview: string;
}

/** The stretches of a text that no entry covers: before the first cited line, and too far from the one before. */
export function uncovered({ lines }: SourceText, { cited, leftOut }: Marks): Stretch[] {
  const first = Math.min(...cited);
  return runsOf(lines, { cited, leftOut })
    .filter((run) => (run.at[0] ?? 0) < first || isTooLong(run))
    .flatMap(({ at }) => stretchOf(lines, at.length > 1 && cited.has(at[0] ?? 0) ? at.slice(1) : at));
}

/** Non-empty lines that belong together: a cited one with what follows, or what stands between others. */
interface Run {
  at: number[];
  units: number;
}

/** A run begins with a cited line and after a line left out; empty lines neither end one nor count. */
function runsOf(lines: readonly string[], { cited, leftOut }: Marks): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const [index, text] of lines.entries()) {
    const at = index + 1;
    if (text.trim() === '') continue;
    if (leftOut.has(at) && !cited.has(at)) {
      open = undefined;
      continue;
    }
    if (!open || cited.has(at)) {
      open = { at: [], units: 0 };
      runs.push(open);
    }
    open.at.push(at);
    open.units += text.length;
  }
  return runs;
}

/** A single line is never too long: there is nothing in it to cite apart. */
const isTooLong = ({ at, units }: Run): boolean => at.length > MOST_LINES || (at.length > 1 && units > MOST_UNITS);

function stretchOf(lines: readonly string[], at: readonly number[]): Stretch[] {
  const [from] = at;
  const to = at.at(-1);
  return from === undefined || to === undefined ? [] : [{ from, to, preview: (lines[from - 1] ?? '').trim().slice(0, PREVIEW) }];
}

/** A line of a document that something in the knowledge rests on. */
export interface Citation {
  at: string;
  document: string;
  line: number;
}

/** All lines cited by entries and by the table of roles. */
export function citationsOf({ entries, roles }: Knowledge): Citation[] {
  return [
    ...entries.flatMap(({ id, sources }) =>
      sources.flatMap(({ document, line }) => (line === undefined ? [] : [{ at: `entry ${id}`, document, line }])),
    ),
    ...roles.groups.flatMap((group) =>
      Object.values(group.roles).flatMap(({ line }) =>
        line === undefined ? [] : [{ at: `roles.yaml: ${group.id}`, document: group.source.document, line }],
      ),
    ),
  ];
}

/** Lines that a knowledge file leaves out on purpose. */
export interface LeftOut {
  from: number;
  to: number;
  reason: string;
}

const COMMENT = /^\s*#\s*left[- ]out\s*:/i;
const RANGE = String.raw`\d+(?:\s*[-–]\s*\d+)?`;
const RANGES = new RegExp(String.raw`^\s*#\s*left[- ]out\s*:\s*(${RANGE}(?:\s*,\s*${RANGE})*)(?![-–,\d])\s*(.*)$`, 'i');

/** Reads "# left-out: 12-20 reason" (also "153 reason" and "104-105, 108-109 reason") among the comments of a file. */
export function readLeftOut({ file, comments }: Pick<EntryFile, 'file' | 'comments'>): { leftOut: LeftOut[]; broken: Broken[] } {
  const read = comments.filter((comment) => COMMENT.test(comment)).map(rangesOf);
  return {
    leftOut: read.flatMap((one) => (one.ok ? one.leftOut : [])),
    broken: read.flatMap((one) =>
      one.ok ? [] : [{ at: file, rule: `unreadable comment "${one.comment}"`, todo: 'write "# left-out: FROM-TO reason"' }],
    ),
  };
}

function rangesOf(comment: string): { ok: true; leftOut: LeftOut[] } | { ok: false; comment: string } {
  const [, ranges = '', reason = ''] = RANGES.exec(comment) ?? [];
  const leftOut = ranges.split(',').map((range): LeftOut => {
    const [from = Number.NaN, to = from] = range.split(/[-–]/).map(Number);
    return { from, to, reason: reason.trim() };
  });
  return leftOut.every(({ from, to }) => from >= 1 && from <= to) && reason.trim() !== '' ? { ok: true, leftOut } : { ok: false, comment };
}
