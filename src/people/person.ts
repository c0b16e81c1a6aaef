/** A person as a turn sees them: who they are to us, what they told, and where their conversation stands. */
import { z } from 'zod';
import type { Frame, Profile, Topic } from '../dialog/types.ts';

/** The version of the privacy notice; a new one is shown to everybody once. */
export const POLICY_VERSION = '2026-11';

const frameSchema: z.ZodType<Frame> = z.object({ id: z.string(), dialog: z.string(), version: z.number(), state: z.unknown() });
export const stackSchema = z.array(frameSchema);
export const topicSchema = z.object({ question: z.string(), entryId: z.string().exactOptional() });

export interface Person {
  id: string;
  profile: Profile;
  /** True when the present privacy notice was shown. */
  informed: boolean;
  /** True where this address was left or blocked, as far as we were told. */
  isGone: boolean;
  stack: Frame[];
  revision: number;
  topic?: Topic;
}
