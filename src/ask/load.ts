/** Reads the knowledge from its files: the only place of the engine that touches a disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ContentError, reasonOf } from '../lib/errors.ts';
import { brokenRules } from './check.ts';
import { composeRoles } from './compose.ts';
import { composeDuties, dutiesFileSchema } from './duties.ts';
import {
  agencyFileSchema,
  documentFileSchema,
  type Entry,
  englishFileSchema,
  entryFileSchema,
  gapFileSchema,
  type Knowledge,
  lexiconFileSchema,
  rolesFileSchema,
  unwelcomeFileSchema,
} from './knowledge.ts';

const ROLES = 'knowledge/roles.yaml';
const DUTIES = 'knowledge/duties.yaml';

/** A file of entries as read: its name below the seed folder, the comment lines at its top, and what it holds. */
export interface EntryFile {
  file: string;
  document: string;
  comments: string[];
  entries: Entry[];
}

/** Loads and checks all knowledge below a seed folder, with the entries that follow from its tables. Throws a ContentError that names file and rule, one line for each. */
export function loadKnowledge(folder: string): Knowledge {
  const { knowledge } = readKnowledge(folder);
  const broken = brokenRules(knowledge);
  if (broken.length > 0) throw new ContentError(broken.join('\n'));
  return knowledge;
}

/** The knowledge and its entry files, each sound in itself but not yet compared with one another. Throws a ContentError with a line for each fault. */
export function readKnowledge(folder: string): { knowledge: Knowledge; files: EntryFile[] } {
  const roles = read(folder, ROLES, rolesFileSchema);
  const duties = read(folder, DUTIES, dutiesFileSchema);
  const files = readEntryFiles(folder);
  const { unwelcome, welcome } = read(folder, 'unwelcome.yaml', unwelcomeFileSchema);
  const written = files.flatMap(({ entries }) => entries);
  const knowledge: Knowledge = {
    documents: read(folder, 'documents.yaml', documentFileSchema).documents,
    roles,
    lexicon: { ...read(folder, 'lexicon.yaml', lexiconFileSchema), ...read(folder, 'english.yaml', englishFileSchema) },
    agencies: read(folder, 'agencies.yaml', agencyFileSchema).agencies,
    levels: duties.columns.flatMap(({ id, says }) => (says.length > 0 ? [{ id, names: says }] : [])),
    entries: [...written, ...composeRoles(roles), ...composeDuties(duties)],
    gaps: read(folder, 'gaps.yaml', gapFileSchema).gaps.flatMap(({ questions }) => questions),
    unwelcome: Object.values(unwelcome).flat(),
    welcome,
  };
  return { knowledge, files };
}

/** All entry files; the faults of all of them are thrown together. */
function readEntryFiles(folder: string): EntryFile[] {
  const faults: string[] = [];
  const files = entryFiles(folder).flatMap((file): EntryFile[] => {
    try {
      return [{ file, ...read(folder, file, entryFileSchema), comments: commentsOf(readFileSync(join(folder, file), 'utf8')) }];
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new ContentError(faults.join('\n'));
  return files;
}

/** The comment lines before the first line that says anything. */
function commentsOf(text: string): string[] {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !/^\s*(#|$)/.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).filter((line) => line.trim() !== '');
}

const entryFiles = (folder: string): string[] =>
  readdirSync(join(folder, 'knowledge'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `knowledge/${name}`)
    .filter((file) => file !== ROLES && file !== DUTIES)
    .sort();

function read<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.infer<Schema> {
  const content = yamlOf(folder, file);
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const place = (path: readonly PropertyKey[]) => [path.join('.'), ...entryAt(content, path)].join(' ');
  throw new ContentError(parsed.error.issues.map(({ path, message }) => `${file}: ${place(path)}: ${message}`).join('\n'));
}

const numbered = z.object({ entries: z.array(z.object({ id: z.string() }).catch({ id: '' })) });

/** "(entry open-data)" for a place within one of the entries: a number alone sends people counting. */
function entryAt(content: unknown, [list, index]: readonly PropertyKey[]): string[] {
  const found = list === 'entries' && typeof index === 'number' ? numbered.safeParse(content).data?.entries[index] : undefined;
  return found ? [`(entry ${found.id})`] : [];
}

function yamlOf(folder: string, file: string): unknown {
  try {
    return parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new ContentError(`${file}: ${reasonOf(error)}`);
  }
}
