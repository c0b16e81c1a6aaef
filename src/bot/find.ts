/** Answers what dialogs ask the outside world. */
import type { FeedbackStore } from '../ask/feedback-store.ts';
import type { LiveAsk } from '../ask/live.ts';
import type { Context, Found, Query } from '../dialog/types.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { PeopleStore } from '../people/store.ts';
import type { QuizStore } from '../quiz/store.ts';
import type { Find } from './think.ts';
import type { AtDatabase } from './turn.ts';

export interface FindParts {
  ask: LiveAsk;
  feedback: FeedbackStore;
  quiz: QuizStore;
  people: PeopleStore;
  metrics: Metrics;
  atDatabase: AtDatabase;
}

/** What is stored about somebody whom we have only just met. */
const NOTHING = { since: '', channels: [], attempts: 0, responses: 0, reminders: 0, questions: 0, feedback: 0, messages: 0 };

/** The finder for a person; `personId` is undefined at the first contact. */
export const finder =
  (parts: FindParts) =>
  (personId: string | undefined): Find =>
  (query, context) =>
    find(parts, personId, query, context);

async function find(parts: FindParts, personId: string | undefined, query: Query, context: Context): Promise<Found> {
  const { ask, metrics } = parts;
  switch (query.what) {
    case 'answer': {
      const found = await ask.answer(query.question, context);
      if (found.what === 'answer') metrics.answers.inc({ kind: found.kind });
      return found;
    }
    case 'entry':
      return ask.entry(query.id);
    case 'expectation':
      return ask.expectation(query.roleGroup, query.phase);
    case 'agency':
      return ask.agency(query.name);
    default:
      return parts.atDatabase(() => look(parts, personId, query, context));
  }
}

/** What is answered without the database. */
type OfDocuments = 'answer' | 'entry' | 'expectation' | 'agency';

async function look(
  { ask, feedback, quiz, people }: FindParts,
  personId: string | undefined,
  query: Exclude<Query, { what: OfDocuments }>,
  context: Context,
): Promise<Found> {
  switch (query.what) {
    case 'items':
      return { what: 'items', items: await quiz.items(personId, query.domain, query.length, context) };
    case 'item': {
      const item = await quiz.item(query, context.random);
      return { what: 'item', ...(item && { item }) };
    }
    case 'feedback':
      return {
        what: 'feedback',
        isKnown: ask.holds(query.entry),
        given: personId ? await feedback.given(personId, query) : { reported: false },
      };
    case 'stored':
      return { what: 'stored', stored: personId ? await people.stored(personId) : NOTHING };
    case 'attempt':
      return { what: 'attempt', open: personId !== undefined && (await quiz.hasOpenAttempt(personId)) };
  }
}
