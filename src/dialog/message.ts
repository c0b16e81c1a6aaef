/**
 * What the bot says, in the final words of the person's language and in no channel's format. A channel renders it:
 * quick replies and Flex on LINE, Adaptive Cards in Teams, HTML on the web. Stored as JSON in the outbox.
 */
import { z } from 'zod';

/** A button: a press that comes back to us (see press.ts), or a link that opens. Labels hold at most 20 graphemes. */
export const choiceSchema = z.union([
  z.object({ label: z.string(), press: z.string().max(300) }),
  z.object({ label: z.string(), url: z.url() }),
]);
export type Choice = z.infer<typeof choiceSchema>;

/** Colours a card by meaning, never alone: the words say it too. */
export const toneSchema = z.enum(['plain', 'right', 'wrong', 'notice']);
export type Tone = z.infer<typeof toneSchema>;

export const cardSchema = z.object({
  title: z.string(),
  tone: toneSchema.default('plain'),
  body: z.string().optional(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  /** Where the facts come from, in small print below. */
  source: z.string().optional(),
  image: z.object({ url: z.url(), alt: z.string() }).optional(),
  /** How far something has come: `at` of `of`. */
  progress: z.object({ at: z.number().int(), of: z.number().int() }).optional(),
  /** Buttons that belong to the card and stay with it. */
  buttons: z.array(choiceSchema).optional(),
});
export type Card = z.infer<typeof cardSchema>;

/**
 * One bubble. `text` is the whole message as plain words: shown where there is no card, and the fallback of the card.
 * `choices` (at most 13) are offered below and vanish with the next message.
 */
export const messageSchema = z.object({
  text: z.string(),
  card: cardSchema.optional(),
  choices: z.array(choiceSchema).max(13).optional(),
});
export type Message = z.infer<typeof messageSchema>;
export const messagesSchema = z.array(messageSchema);
