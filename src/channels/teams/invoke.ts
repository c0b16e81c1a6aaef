/** What an invoke is answered with, in the response itself: the client shows an error where nothing comes back. */
import { z } from 'zod';
import { invokeSchema } from './activity.ts';

const invoke = invokeSchema.extend({ type: z.literal('invoke') });

/** Says "taken": the real answer follows as a message. The value is shown below the card, and empty would be an empty bar. */
const TAKEN = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '✓' };

/** The answer to an invoke, or undefined for an activity that wants none. Invokes we do not know get an empty one. */
export function invokeAnswer(body: unknown): object | undefined {
  const { data } = invoke.safeParse(body);
  if (!data) return undefined;
  return data.name === 'adaptiveCard/action' ? TAKEN : {};
}
