/** Hands each fact of a turn to the store it belongs to, within the turn's transaction. */
import { EXPORT_LINK } from '../../dialogs/my-data.ts';
import { keepFeedback, keepQuestion } from '../ask/feedback-store.ts';
import type { Message } from '../dialog/message.ts';
import { Bug } from '../lib/errors.ts';
import { createExport, keepPersonFact } from '../people/store.ts';
import { keepQuizFact } from '../quiz/store.ts';
import type { KeepFact } from './turn-store.ts';

/** `publicUrl` is where a person's browser reaches us. */
export const keeper =
  (publicUrl: () => string): KeepFact =>
  async (session, personId, fact, now, messages) => {
    switch (fact.kind) {
      case 'consent':
      case 'profile':
      case 'erase':
        await keepPersonFact(session, personId, fact, now);
        return messages;
      case 'attempt-begun':
      case 'response':
      case 'attempt-ended':
        await keepQuizFact(session, personId, fact, now);
        return messages;
      case 'unanswered':
        await keepQuestion(session, personId, { question: fact.question }, now);
        return messages;
      case 'reported':
        await keepQuestion(session, personId, fact, now);
        return messages;
      case 'feedback':
        await keepFeedback(session, personId, fact, now);
        return messages;
      case 'export':
        return withLink(messages, `${publicUrl()}/export/${await createExport(session, personId, now)}`);
    }
  };

function withLink(messages: Message[], url: string): Message[] {
  const text = JSON.stringify(messages);
  if (!text.includes(EXPORT_LINK)) throw new Bug('an export was asked for, and no message has a place for its link');
  return JSON.parse(text.replaceAll(EXPORT_LINK, url)) as Message[];
}
