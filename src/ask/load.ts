/** Reads the knowledge from its files: the only place of the engine that touches a disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { ContentError, reasonOf } from '../lib/errors.ts';
import { brokenRules } from './check.ts';
import { composeRows } from './compose.ts';
import {
  agencyFileSchema,
  documentFileSchema,
  type Entry,
  entryFileSchema,
  type Knowledge,
  lexiconFileSchema,
  rolesFileSchema,
} from './knowledge.ts';

const ROLES = 'knowledge/roles.yaml';

/** Loads and checks all knowledge below a seed folder, with the entries that follow from its tables. Throws a ContentError that names file and rule, one line for each. */
export function loadKnowledge(folder: string): Knowledge {
  const roles = read(folder, ROLES, rolesFileSchema);
  const written = entryFiles(folder).flatMap((file): Entry[] => read(folder, file, entryFileSchema).entries);
  const knowledge: Knowledge = {
    documents: read(folder, 'documents.yaml', documentFileSchema).documents,
    roles,
    lexicon: read(folder, 'lexicon.yaml', lexiconFileSchema),
    agencies: read(folder, 'agencies.yaml', agencyFileSchema).agencies,
    entries: [...written, ...composeRows(roles)],
  };
  const broken = brokenRules(knowledge);
  if (broken.length > 0) throw new ContentError(broken.join('\n'));
  return knowledge;
}

const entryFiles = (folder: string): string[] =>
  readdirSync(join(folder, 'knowledge'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `knowledge/${name}`)
    .filter((file) => file !== ROLES)
    .sort();

function read<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(yamlOf(folder, file));
  if (parsed.success) return parsed.data;
  throw new ContentError(parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

function yamlOf(folder: string, file: string): unknown {
  try {
    return parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new ContentError(`${file}: ${reasonOf(error)}`);
  }
}
