/** What a quiz can be about: a mix, or one of the domains. */
import type { Offered } from '../src/dialog/steps.ts';
import { wordsOf } from '../src/dialog/typed.ts';
import { quizDomains } from '../src/dialog/types.ts';
import { type Subject, subjectSchema } from './quiz-state.ts';

/** The choices, the mix first. */
export const subjectChoices: readonly Offered[] = [
  { value: 'mix', label: 'quiz.domain.mix', words: wordsOf('typed.quiz.mix') },
  ...quizDomains.map((domain): Offered => ({ value: domain, label: `quiz.domain.${domain}`, words: wordsOf(`quiz.domain.${domain}`) })),
];

/** The subject of a choice's value, or undefined. */
export const asSubject = (value: string | undefined): Subject | undefined => subjectSchema.safeParse(value).data;
