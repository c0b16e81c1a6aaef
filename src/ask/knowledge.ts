/** The curated knowledge as it stands in files and database rows: schemas at the edge, types inside. */
import { z } from 'zod';
import { phases, roleGroups } from '../dialog/types.ts';

/** The longest short answer, in UTF-16 units: what fits one bubble on a phone. */
export const ANSWER_LIMIT = 350;

const words = z.array(z.string().min(1)).default([]);
const line = z.number().int().positive();
const isoDate = z.string().regex(/^\d{4}(-\d{2}){0,2}$/, 'must be a year, month or day as ISO text');

/** Where a fact stands: document, clause in words, line of the text version. */
export const sourceSchema = z.strictObject({ document: z.string(), clause: z.string().min(1), line: line.optional() });
export type Source = z.infer<typeof sourceSchema>;

const tagsSchema = z.strictObject({
  group: z.enum(roleGroups).optional(),
  phase: z.enum(phases).optional(),
  dimension: z.number().int().optional(),
  skillSet: z.string().optional(),
  body: z.string().optional(),
  section: z.string().optional(),
});

/** One thing we can say, complete in itself, with its sources. */
export const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  answer: z.string().min(1).max(ANSWER_LIMIT),
  detail: z.string().min(1).optional(),
  aliases: words,
  questions: words,
  tags: tagsSchema.default({}),
  sources: z.array(sourceSchema).min(1),
  effective: isoDate.optional(),
  /** The id of the entry that holds today instead of this one. */
  supersededBy: z.string().optional(),
  version: z.number().int().positive(),
});
export type Entry = z.infer<typeof entrySchema>;

/** The document that an entry is taken from; the first where it is taken from several. */
export const documentOf = (entry: Entry | undefined): string | undefined => entry?.sources[0]?.document;

export const entryFileSchema = z.strictObject({ document: z.string(), entries: z.array(entrySchema) });

const documentSchema = z.object({
  id: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  publisher: z.string(),
  /** Bodies whose people it is about, beside its publisher. */
  concerns: words,
  /** How its clauses are asked for by number alone. */
  clauses: z
    .strictObject({
      /** What stands before the number in the sources of entries. */
      written: z.string(),
      /** What people write before it: letters only. */
      asked: z.array(z.string().regex(/^\p{L}[\p{L}\p{M}]*$/u)).min(1),
      /** What names the document. */
      names: z.array(z.string()),
      /** True where a number alone, without such a name, can mean this document only. */
      alone: z.boolean(),
    })
    .optional(),
  date: isoDate.optional(),
});
export type SourceDocument = z.infer<typeof documentSchema>;
export const documentFileSchema = z.object({ documents: z.array(documentSchema) });

const roleSchema = z.object({ title: z.string(), expectation: z.string(), line: line.optional() });

const groupSchema = z.object({
  id: z.enum(roleGroups),
  name: z.string(),
  english: z.string(),
  shortName: z.string(),
  definition: z.string(),
  aliases: words,
  source: sourceSchema,
  roles: z.object({ early: roleSchema, developing: roleSchema, maturing: roleSchema }),
});
export type Group = z.infer<typeof groupSchema>;

const phaseSchema = z.object({ id: z.enum(phases), name: z.string(), english: z.string(), meaning: z.string(), aliases: words });
export type PhaseInfo = z.infer<typeof phaseSchema>;

/** The table of expected roles: groups × phases, and the dimensions of skills. */
export const rolesFileSchema = z.object({
  groups: z.array(groupSchema),
  phases: z.array(phaseSchema),
  skillSets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      english: z.string(),
      dimension: z.number(),
      shortName: z.string(),
      meaning: z.string(),
      aliases: words,
    }),
  ),
  dimensions: z.array(z.object({ number: z.number(), name: z.string(), aliases: words, skillSets: words })),
});
export type Roles = z.infer<typeof rolesFileSchema>;

export const lexiconFileSchema = z.object({
  abbreviations: z.array(z.object({ short: z.string(), long: z.string(), also: words })).default([]),
  synonyms: z.array(words).default([]),
  /** Bodies whose name changed. */
  renamed: z.array(z.object({ old: z.string(), oldShort: words, new: z.string(), newShort: words })).default([]),
  keepWhole: words,
  /** English words, and phrases of a few, with what the documents say for them; from a file of their own. */
  english: z.record(z.string(), z.string()).default({}),
});
export type LexiconFile = z.infer<typeof lexiconFileSchema>;

const agencySchema = z.object({
  id: z.string(),
  name: z.string(),
  short: words,
  ministry: z.string().optional(),
  kind: z.literal(true).optional(),
});
export type Agency = z.infer<typeof agencySchema>;
export const agencyFileSchema = z.object({ agencies: z.array(agencySchema) });

export const englishFileSchema = lexiconFileSchema.pick({ english: true });

/** Questions that the documents are known not to answer, by the document that they sound like, or `everyday`. */
export const gapFileSchema = z.object({ gaps: z.array(z.object({ about: z.string(), questions: z.array(z.string()) })) });

/** What people write that no document answers, by its kind, and questions that share words with it. */
export const unwelcomeFileSchema = z.object({ unwelcome: z.record(z.string(), z.array(z.string())), welcome: z.array(z.string()) });

/** Everything the engine knows, as one value. */
export interface Knowledge {
  documents: SourceDocument[];
  roles: Roles;
  lexicon: LexiconFile;
  agencies: Agency[];
  /** The levels of CIOs, by what names them in a question. */
  levels: { id: string; names: string[] }[];
  entries: Entry[];
  /** Questions that none of them answers. */
  gaps: readonly string[];
  /** What is not answered whatever it speaks of, and questions that share words with it. */
  unwelcome: readonly string[];
  welcome: readonly string[];
}
