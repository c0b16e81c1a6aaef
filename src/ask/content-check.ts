/** Proves the knowledge: the rules of check.ts, those that only people can mend at leisure, and the coverage of the sources. */
import { normalise } from '../text/normalise.ts';
import { plain } from '../text/plain.ts';
import { type Broken, brokenLine } from './broken.ts';
import { findBroken } from './check.ts';
import { type Citation, citationsOf, type LeftOut, readLeftOut, type SourceText, type Stretch, uncovered } from './coverage.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import type { EntryFile } from './load.ts';

/** Half of the answers have to be shorter than this, in UTF-16 units: what is read at a glance. */
const MEDIAN_LIMIT = 320;

export interface Content {
  knowledge: Knowledge;
  files: readonly EntryFile[];
  /** Texts to compare with; of documents that have none here, coverage is not told. */
  texts: readonly SourceText[];
}

/** What was seen, for people, and one line for each broken rule (file, entry, rule, what to do). */
export interface Report {
  seen: string[];
  broken: string[];
}

/** Checks everything that can be checked without a disk. */
export function checkContent(content: Content): Report {
  const { knowledge, files, texts } = content;
  const comments = files.map((file) => ({ document: file.document, ...readLeftOut(file) }));
  const covers = texts.map((text) => coverOf(text, citationsOf(knowledge), comments));
  const broken = [
    ...findBroken(knowledge),
    ...sharedQuestions(knowledge.entries),
    ...longMedian(knowledge.entries),
    ...comments.flatMap((one) => one.broken),
    ...covers.flatMap((cover) => cover.broken),
  ];
  return {
    seen: [...countsOf(content), ...covers.map(({ seen }) => seen)],
    broken: broken.map((one) => brokenLine({ ...one, at: inFile(one.at, files) })),
  };
}

function countsOf({ knowledge: { entries, documents }, files }: Content): string[] {
  const written = files.flatMap((file) => file.entries);
  const questions = entries.reduce((sum, entry) => sum + entry.questions.length, 0);
  const longest = Math.max(0, ...entries.map(({ answer }) => answer.length));
  return [
    `${documents.length} documents, ${files.length} files, ${written.length} entries, ${entries.length - written.length} composed from tables, ${questions} sample questions`,
    `answers: median ${medianLength(entries)} UTF-16 units (below ${MEDIAN_LIMIT}), longest ${longest}`,
    ...files.map(({ file, entries: { length } }) => `  ${file}: ${length} entries`),
  ];
}

/** "knowledge/x.yaml: entry y" for an entry that stands in a file; composed ones have none. */
function inFile(at: string, files: readonly EntryFile[]): string {
  const homes = files.filter(({ entries }) => entries.some(({ id }) => at === `entry ${id}`)).map(({ file }) => file);
  return [...new Set(homes), at].join(': ');
}

/** Questions that two entries both claim: a person who asks one gets either. */
function sharedQuestions(entries: readonly Entry[]): Broken[] {
  const owners = new Map<string, { question: string; ids: Set<string> }>();
  for (const { id, questions } of entries) {
    for (const question of questions) {
      const key = plain(normalise(question)).replaceAll(' ', '');
      const owner = owners.get(key) ?? { question, ids: new Set() };
      owners.set(key, { question, ids: owner.ids.add(id) });
    }
  }
  return [...owners.values()]
    .filter(({ ids }) => ids.size > 1)
    .map(({ question, ids: shared }) => {
      const ids = [...shared];
      return {
        at: `entry ${ids.at(-1)}`,
        rule: `question "${question}" is also of ${ids.slice(0, -1).join(', ')}`,
        todo: 'leave it to one of them',
      };
    });
}

function medianLength(entries: readonly Entry[]): number {
  const lengths = entries.map(({ answer }) => answer.length).sort((one, other) => one - other);
  return lengths[lengths.length >> 1] ?? 0;
}

function longMedian(entries: readonly Entry[]): Broken[] {
  const median = medianLength(entries);
  return median < MEDIAN_LIMIT
    ? []
    : [
        {
          at: 'knowledge',
          rule: `half of the answers have ${median} units or more`,
          todo: `shorten answers until the median is below ${MEDIAN_LIMIT}`,
        },
      ];
}

interface Comments {
  document: string;
  leftOut: LeftOut[];
}

function coverOf(text: SourceText, all: readonly Citation[], comments: readonly Comments[]): { seen: string; broken: Broken[] } {
  const { document, lines } = text;
  const full = new Set(lines.flatMap((line, index) => (line.trim() === '' ? [] : [index + 1])));
  const citations = all.filter((one) => one.document === document);
  const cited = new Set(citations.map(({ line }) => line).filter((line) => full.has(line)));
  const ranges = comments.filter((one) => one.document === document).flatMap((one) => one.leftOut);
  const leftOut = new Set([...full].filter((at) => ranges.some(({ from, to }) => from <= at && at <= to)));
  const stretches = uncovered(text, { cited, leftOut });
  return {
    seen: `${document}: ${full.size} non-empty lines, ${cited.size} cited, ${leftOut.size} left out, ${stretches.length} stretches uncovered`,
    broken: [...citations.filter(({ line }) => !full.has(line)).map(strayCitation), ...stretches.map((one) => unwritten(document, one))],
  };
}

const strayCitation = ({ at, document, line }: Citation): Broken => ({
  at,
  rule: `cites line ${line} of ${document}, which holds none of its text`,
  todo: 'cite the line where the fact stands',
});

const unwritten = (document: string, { from, to, preview }: Stretch): Broken => ({
  at: `${document}: ${from === to ? from : `${from}-${to}`}`,
  rule: `nobody wrote about "${preview}"`,
  todo: 'write an entry that cites it, or a comment "# left-out: FROM-TO reason"',
});
