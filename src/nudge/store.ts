/** Who may be due a reminder, and the keeping of what was decided. */
import { z } from 'zod';
import { channelNames } from '../channels/channel.ts';
import type { Database } from '../db/client.ts';
import type { Message } from '../dialog/message.ts';
import { dayOf } from '../lib/bangkok.ts';
import { enqueue } from '../outbox/store.ts';
import type { Candidate } from './rules.ts';

const rowSchema = z.object({
  person_id: z.string(),
  attempt_id: z.string(),
  answered: z.number(),
  length: z.number(),
  channel: z.enum(channelNames),
  address: z.string(),
  reference: z.unknown(),
  language: z.enum(['th', 'en']),
  reminders: z.boolean(),
  reminder_hour: z.number(),
  touched_at: z.date(),
  ignored: z.number(),
  reminded_at: z.date().nullable(),
});

export type Due = Candidate &
  Pick<z.infer<typeof rowSchema>, 'person_id' | 'attempt_id' | 'answered' | 'length' | 'channel' | 'address' | 'reference' | 'language'>;

export type NudgeStore = ReturnType<typeof nudgeStore>;

export function nudgeStore(db: Database) {
  return {
    /** People with an open attempt who can be reached, in order of their id, behind `after`; rules.ts decides on each. */
    async candidates(after: string | undefined, limit: number): Promise<Due[]> {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT a.person_id, a.id AS attempt_id, a.length, a.touched_at, p.language::text, p.reminders, p.reminder_hour, i.channel::text, i.address, i.reference,
          (SELECT count(*)::int FROM response r WHERE r.attempt_id = a.id) AS answered,
          (SELECT count(*)::int FROM nudge n WHERE n.person_id = a.person_id AND n.decided_at > p.last_seen_at) AS ignored,
          (SELECT max(decided_at) FROM nudge n WHERE n.person_id = a.person_id) AS reminded_at
        FROM attempt a JOIN profile p ON p.person_id = a.person_id
        JOIN LATERAL (SELECT * FROM identity i WHERE i.person_id = a.person_id AND i.status = 'active' AND i.kind = 'person' ORDER BY changed_at DESC LIMIT 1) i ON true
        WHERE a.status = 'open' AND p.reminders AND (${after ?? null}::uuid IS NULL OR a.person_id > ${after ?? null}::uuid)
        ORDER BY a.person_id LIMIT ${limit}`;
      return rows.map(toDue);
    },

    /** Keeps a reminder and puts it into the outbox, once a day for a person; false when that was done already. */
    async remind(due: Due, message: Message, now: Date): Promise<boolean> {
      const day = dayOf(now);
      return db.$transaction(async (session) => {
        const { count } = await session.nudge.createMany({
          skipDuplicates: true,
          data: [
            {
              personId: due.person_id,
              day: new Date(`${day}T00:00:00Z`),
              kind: 'unfinished-quiz',
              attemptId: due.attempt_id,
              decidedAt: now,
            },
          ],
        });
        if (count === 0) return false;
        const { channel, address, reference, person_id: personId } = due;
        await enqueue(session, [
          { channel, address, reference, personId, purpose: 'nudge', cause: `nudge:${personId}:${day}`, messages: [message] },
        ]);
        return true;
      });
    },
  };
}

function toDue(raw: unknown): Due {
  const { reminders, reminder_hour, touched_at, ignored, reminded_at, ...rest } = rowSchema.parse(raw);
  return {
    ...rest,
    reminders,
    reminderHour: reminder_hour,
    touchedAt: touched_at,
    ignored,
    ...(reminded_at && { remindedAt: reminded_at }),
  };
}
