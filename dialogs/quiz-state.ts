/** Where a quiz stands, as stored between turns. What an item showed is kept, so it can be answered weeks later. */
import { z } from 'zod';
import { type ItemRef, quizDomains, type ShownItem } from '../src/dialog/types.ts';

/** A domain, or a mix of all. */
export const subjectSchema = z.enum(['mix', ...quizDomains]);
export type Subject = z.infer<typeof subjectSchema>;

const itemSchema: z.ZodType<ShownItem> = z.object({
  id: z.string(),
  version: z.number().int(),
  domain: z.enum(quizDomains),
  stem: z.string(),
  options: z.array(z.object({ text: z.string(), why: z.string() })),
  key: z.number().int(),
  order: z.array(z.number().int()),
  explain: z.string(),
  source: z.string(),
});
const refSchema: z.ZodType<ItemRef> = z.object({ id: z.string(), version: z.number().int() });
const resultSchema = z.object({ domain: z.enum(quizDomains), right: z.boolean() });
export type Result = z.infer<typeof resultSchema>;

const runSchema = z.object({
  step: z.literal('run'),
  attempt: z.string(),
  subject: subjectSchema,
  items: z.array(refSchema),
  /** Index of the present item in `items`. */
  at: z.number().int(),
  results: z.array(resultSchema),
  /** Absent while the item is being fetched. */
  open: z.object({ item: itemSchema, shownAt: z.string() }).optional(),
  /** Paused: not asked again until the person comes back to it. */
  paused: z.boolean().optional(),
});
/** An attempt under way. */
export type Run = z.infer<typeof runSchema>;

export const stateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('choose') }),
  z.object({ step: z.literal('collect'), subject: subjectSchema }),
  runSchema,
]);
export type State = z.infer<typeof stateSchema>;
