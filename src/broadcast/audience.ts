/** Whom a broadcast is for, as typed on the command line: "group=management channel=line". */
import { z } from 'zod';
import { channelNames } from '../channels/channel.ts';
import { phases, roleGroups } from '../dialog/types.ts';

const listOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1));

export const audienceSchema = z.strictObject({
  group: z.array(z.enum(roleGroups)).exactOptional(),
  phase: z.array(z.enum(phases)).exactOptional(),
  /** In the order in which a person with several is reached. */
  channel: z.array(z.enum(channelNames)).min(1),
});
export type Audience = z.infer<typeof audienceSchema>;

const typedSchema = z.strictObject({
  group: listOf(roleGroups).exactOptional(),
  phase: listOf(phases).exactOptional(),
  channel: listOf(channelNames).exactOptional(),
});

/** Reads an audience; conditions are joined by "and", values of one by "or". Empty: everybody on every channel. */
export function parseAudience(typed: string): { ok: true; audience: Audience } | { ok: false; reason: string } {
  const parts = typed
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part.split('='));
  const odd = parts.find((part) => part.length !== 2);
  if (odd) return { ok: false, reason: `"${odd.join('=')}" is not of the form name=value` };
  const parsed = typedSchema.safeParse(Object.fromEntries(parts));
  if (!parsed.success)
    return { ok: false, reason: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'audience'}: ${issue.message}`).join('; ') };
  return { ok: true, audience: { ...parsed.data, channel: parsed.data.channel ?? [...channelNames] } };
}
