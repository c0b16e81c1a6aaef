/** A quiz item: its form in files and in the database, and the rules it is written to. */
import { z } from 'zod';
import { quizDomains, roleGroups, type ShownItem } from '../dialog/types.ts';
import { OPTION_LETTERS } from '../text/option-letters.ts';

/** Longest parts in characters, so that an item fits a phone screen. */
const LIMITS = { stem: 115, option: 45, explain: 90, why: 90, shown: 300 } as const;

const length = (text: string): number => [...text].length;
const short = (limit: number) =>
  z
    .string()
    .min(1)
    .refine((text) => length(text) <= limit, { error: `is longer than ${limit} characters` });

const sourceSchema = z.object({
  title: z.string(),
  section: z.string().min(1),
  document: z.string().exactOptional(),
  line: z.number().int().exactOptional(),
});

export const itemSchema = z
  .object({
    id: z.string().regex(/^dl-[a-z]{3}-\d{3}$/),
    topic: z.string(),
    /** Learning dimension, 1 to 5. */
    dimension: z.number().int().min(1).max(5),
    /** 1 knows, 2 does, 3 decides. */
    level: z.number().int().min(1).max(3),
    bloom: z.string(),
    /** The author's guess of the share of right answers, 0 to 1. */
    expectedCorrect: z.number().min(0).max(1),
    audience: z.array(z.enum(['all', ...roleGroups])).min(1),
    stem: short(LIMITS.stem),
    options: z.array(z.object({ text: short(LIMITS.option), why: short(LIMITS.why) })).length(4),
    key: z.enum(OPTION_LETTERS),
    explain: short(LIMITS.explain),
    source: sourceSchema,
    /** True where law, prices or policy may change it: reviewed every 6 months instead of 18. */
    volatile: z.boolean(),
    status: z.enum(['draft', 'reviewed', 'pilot', 'live', 'retired']),
    version: z.number().int().min(1),
  })
  .refine((item) => new Set(item.options.map((option) => option.text)).size === 4, { error: 'two options are the same' })
  .refine((item) => length(item.stem + item.options.map((option) => option.text).join('')) <= LIMITS.shown, {
    error: `stem and options are longer than ${LIMITS.shown} characters together`,
  });
export type Item = z.infer<typeof itemSchema>;

export const itemFileSchema = z.object({ domain: z.enum(quizDomains), items: z.array(itemSchema) });

/** The index of the right option, in the item's own order. */
export const keyIndex = (item: Item): number => OPTION_LETTERS.indexOf(item.key);

/** An item as one person sees it, its options shuffled by `random` (0 up to 1). */
export function show(item: Item, domain: ShownItem['domain'], random: () => number): ShownItem {
  const order = shuffle([0, 1, 2, 3], random);
  return {
    id: item.id,
    version: item.version,
    domain,
    stem: item.stem,
    options: order.flatMap((index) => item.options[index] ?? []),
    key: order.indexOf(keyIndex(item)),
    order,
    explain: item.explain,
    source: `${item.source.title} ${item.source.section}`,
  };
}

/** Fisher and Yates: every order is as likely. Leaves `items` as it is. */
export function shuffle<Of>(items: readonly Of[], random: () => number): Of[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
