/** Buttons that several conversations offer. Each is a command, so it works at any time. */
import type { Context, Language, Option } from '../src/dialog/types.ts';
import { labelsOf } from '../src/text/label.ts';
import { type TextKey, translate } from '../src/text/translate.ts';

export const toMenu: Option = { label: 'button.menu', command: 'menu' };
const toHelp: Option = { label: 'button.help', command: 'help' };
export const toQuiz: Option = { label: 'button.quiz', command: 'quiz' };
export const toResume: Option = { label: 'button.resume', command: 'resume' };
export const toCompass: Option = { label: 'button.compass', command: 'compass' };
const toSettings: Option = { label: 'button.settings', command: 'settings' };
export const toMyData: Option = { label: 'button.my-data', command: 'my-data' };
export const toProfile: Option = { label: 'button.profile', command: 'profile' };

/** A button that changes to the other language; its label stands in that language. */
export const toOtherLanguage = (language: Language): Option => ({
  label: 'button.language',
  command: 'language',
  arg: language === 'th' ? 'en' : 'th',
});

/** Buttons that ask questions, each with a label of its own. */
export function toQuestions(questions: readonly string[]): Option[] {
  const labels = labelsOf(questions);
  return questions.map((question, at) => ({ label: { plain: labels[at] ?? question }, command: 'ask', arg: question }));
}

const examples = ['example.role', 'example.skills', 'example.learning'] as const satisfies readonly TextKey[];

/** Questions to begin with. The documents are Thai, so the question asked is Thai in either language. */
export const toExamples: Option[] = examples.map((key) => ({ label: key, command: 'ask', arg: translate('th', key) }));

/** What is offered where nothing else is at hand; in a group nothing personal. */
export const homeOptions = ({ audience, profile }: Context): Option[] =>
  audience === 'group'
    ? [...toExamples, toHelp]
    : [toQuiz, toCompass, ...toExamples.slice(0, 1), toSettings, toMyData, toOtherLanguage(profile.language), toHelp];
