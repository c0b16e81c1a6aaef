/** The responsibility matrix (areas × bodies), and the entries that follow from it: rows, columns, comparisons. */
import { z } from 'zod';
import { cutGraphemes } from '../text/graphemes.ts';
import {
  areaQuestions,
  areaTitle,
  bodiesComparedTitle,
  bodyQuestions,
  bodyTitle,
  inBoth,
  inTable,
  letterOf,
  numbered,
} from '../text/phrases.ts';
import { ANSWER_LIMIT, type Entry, type Source, sourceSchema } from './knowledge.ts';

const words = z.array(z.string()).default([]);

/** `letters` of a row stand in the order of the columns: one or several of A, R, C, I, or a dash for none. */
export const dutiesFileSchema = z
  .strictObject({
    source: sourceSchema,
    letters: z.array(z.strictObject({ id: z.string(), name: z.string(), english: z.string() })),
    columns: z.array(z.strictObject({ id: z.string(), name: z.string(), meaning: z.string(), aliases: words, says: words })),
    rows: z.array(
      z.strictObject({ name: z.string(), shortName: z.string(), brief: z.string(), aliases: words, letters: z.array(z.string()) }),
    ),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.letters.length === columns.length), 'each row needs a letter for each column');
export type Duties = z.infer<typeof dutiesFileSchema>;
type Column = Duties['columns'][number];
type Letter = Duties['letters'][number];

const NONE = '-';

/** The id of a body's column. */
export const columnId = (body: string): string => `duties-of-${body}`;

/** The id of two bodies' columns beside one another, in the order of the table. */
export const columnsId = (one: string, other: string): string => `duties-${one}-${other}`;

/** Entries for each area ("duty-3"), each body ("duties-of-mcio") and each pair of bodies ("duties-mcio-dcio"). */
export function composeDuties(duties: Duties): Entry[] {
  const { columns } = duties;
  const pairs = columns.flatMap((one, at) => columns.slice(at + 1).map((other): [Column, Column] => [one, other]));
  return [
    ...duties.rows.map((_, at) => areaEntry(duties, at)),
    ...columns.map((column) => bodyEntry(duties, column)),
    ...pairs.map((pair) => comparison(duties, pair)),
  ];
}

/** The letters in a cell, such as A and R in "A/R". */
function lettersIn(duties: Duties, row: number, column: Column): Letter[] {
  const cell = duties.rows[row]?.letters[duties.columns.indexOf(column)] ?? NONE;
  return duties.letters.filter(({ id }) => cell.split('/').includes(id));
}

function areaEntry(duties: Duties, row: number): Entry {
  const { name, shortName, brief, aliases, letters } = duties.rows[row] ?? { name: '', shortName: '', brief: '', aliases: [], letters: [] };
  const held = (letter: Letter) => duties.columns.filter((column) => lettersIn(duties, row, column).includes(letter));
  const lines = duties.letters.flatMap((letter) => {
    const names = held(letter).map((column) => column.name);
    return names.length > 0 ? [`${letterOf(letter)}: ${names.join(', ')}`] : [];
  });
  return entry(duties.source, {
    id: `duty-${row + 1}`,
    title: areaTitle(shortName),
    answer: [numbered(row + 1, name), ...lines, inTable(duties.columns.map((column, at) => `${column.name} ${letters[at] ?? NONE}`))].join(
      '\n',
    ),
    aliases,
    questions: [...new Set([shortName, brief, ...aliases])].flatMap(areaQuestions),
  });
}

function bodyEntry(duties: Duties, column: Column): Entry {
  const lines = duties.letters.flatMap((letter) => {
    const rows = duties.rows.flatMap(({ shortName, brief }, row) =>
      lettersIn(duties, row, column).includes(letter) ? [{ row, shortName, brief }] : [],
    );
    return rows.length > 0 ? [{ letter, rows }] : [];
  });
  return entry(duties.source, {
    id: columnId(column.id),
    title: bodyTitle(column.name),
    answer: [
      column.name,
      ...lines.map(({ letter, rows }) => `${letter.id} ${letter.name}: ${rows.map(({ row, brief }) => `${row + 1} ${brief}`).join(', ')}`),
    ].join('\n'),
    detail: [
      column.meaning,
      ...lines.map(({ letter, rows }) => [letterOf(letter), ...rows.map(({ row, shortName }) => numbered(row + 1, shortName))].join('\n')),
    ].join('\n\n'),
    aliases: column.aliases,
    questions: column.aliases.flatMap(bodyQuestions),
  });
}

function comparison(duties: Duties, [one, other]: [Column, Column]): Entry {
  const cells = duties.rows.map(({ shortName, brief }, row) => ({
    row,
    shortName,
    brief,
    one: idsIn(duties, row, one),
    other: idsIn(duties, row, other),
  }));
  const different = cells.filter((cell) => cell.one !== cell.other);
  const same = cells.filter((cell) => cell.one === cell.other).map(({ row }) => row + 1);
  return entry(duties.source, {
    id: columnsId(one.id, other.id),
    title: bodiesComparedTitle(one.name, other.name),
    answer: [
      `${one.name} | ${other.name}`,
      ...different.map((cell) => `${cell.row + 1} ${cell.brief}: ${cell.one} | ${cell.other}`),
      ...(same.length > 0 ? [inBoth(same)] : []),
    ].join('\n'),
    detail: cells
      .map((cell) => `${numbered(cell.row + 1, cell.shortName)}: ${one.name} ${cell.one}, ${other.name} ${cell.other}`)
      .join('\n'),
    aliases: [`${one.name} vs ${other.name}`],
    questions: [],
  });
}

const idsIn = (duties: Duties, row: number, column: Column): string =>
  lettersIn(duties, row, column)
    .map(({ id }) => id)
    .join('/') || NONE;

const entry = (
  source: Source,
  { answer, ...rest }: Pick<Entry, 'id' | 'title' | 'answer' | 'aliases' | 'questions'> & Pick<Partial<Entry>, 'detail'>,
): Entry => ({
  ...rest,
  answer: cutGraphemes(answer, ANSWER_LIMIT),
  tags: {},
  sources: [source],
  version: 1,
});
