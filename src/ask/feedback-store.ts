/** What people say of answers, and the questions that they hand over. */
import { v7 as uuid } from 'uuid';
import type { Database, Session } from '../db/client.ts';
import type { GivenFeedback } from '../dialog/types.ts';
import { cutUnits } from '../text/cut.ts';

/** UTF-16 units of a question that is handed over: in Thai, as much as PostgreSQL takes into an index. */
const LONGEST_QUESTION = 800;

interface About {
  question: string;
  /** The entry that was shown for it. */
  entry: string;
}

export type FeedbackStore = ReturnType<typeof feedbackStore>;

export function feedbackStore(db: Database) {
  return {
    /** What a person has said before of an entry shown for a question. */
    async given(personId: string, { question, entry: entryId }: About): Promise<GivenFeedback> {
      const key = { personId, question, entryId };
      const [opinion, reported] = await Promise.all([
        db.feedback.findUnique({ where: { personId_question_entryId: key } }),
        db.unansweredQuestion.findUnique({ where: { personId_question_entryId: key } }),
      ]);
      return { ...(opinion && { useful: opinion.useful }), reported: reported !== null };
    },
  };
}

/** Keeps one opinion on an entry shown for a question; another one takes its place. */
export async function keepFeedback(
  session: Session,
  personId: string,
  { question, entry: entryId, useful }: About & { useful: boolean },
  now: Date,
): Promise<void> {
  const key = { personId, question, entryId };
  await session.feedback.upsert({
    where: { personId_question_entryId: key },
    create: { ...key, useful, givenAt: now },
    update: { useful, givenAt: now },
  });
}

/** Keeps a question for a person to answer; the same question of the same asker about the same entry once. */
export async function keepQuestion(
  session: Session,
  personId: string,
  about: { question: string; entry?: string },
  now: Date,
): Promise<void> {
  const question = cutUnits(about.question, LONGEST_QUESTION);
  await session.unansweredQuestion.createMany({
    skipDuplicates: true,
    data: [{ id: uuid(), personId, question, entryId: about.entry ?? '', askedAt: now }],
  });
}
