/** Mentions in group chats: the bot hears only what is said to it. */
import { z } from 'zod';

/** Places of mentions in a text, in UTF-16 units. */
export const mentionSchema = z.object({
  mentionees: z.array(z.object({ index: z.int().min(0), length: z.int().min(0), isSelf: z.boolean().optional() })),
});
type Mention = z.infer<typeof mentionSchema>;

/** The words said to the bot, without its name; undefined where the bot is not mentioned ("@All" does not count). */
export function saidToBot(text: string, mention: Mention | undefined): string | undefined {
  const own = (mention?.mentionees ?? []).filter(({ isSelf }) => isSelf).sort((a, b) => a.index - b.index);
  if (own.length === 0) return undefined;
  const kept: string[] = [];
  let from = 0;
  for (const { index, length } of own) {
    kept.push(text.slice(from, index));
    from = Math.max(from, index + length);
  }
  kept.push(text.slice(from));
  return kept
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');
}
