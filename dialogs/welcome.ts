/** The first contact: who the bot is, the privacy notice, and three questions about the person's work. */
import { sayCard, sayText } from '../src/dialog/say.ts';
import { optionsOf, type StepTable, steps } from '../src/dialog/steps.ts';
import type { Dialog, Draft, Effect, Query } from '../src/dialog/types.ts';
import { POLICY_VERSION } from '../src/people/person.ts';
import { looksLikeQuestion } from '../src/text/looks-like-question.ts';
import { normalise } from '../src/text/normalise.ts';
import type { TextKey, Words } from '../src/text/translate.ts';
import { unwelcome } from '../src/text/unwelcome.ts';
import { homeOptions, toOtherLanguage } from './options.ts';
import { asPhase, asRole, phaseChoices, roleChoices, skipChoice, unsureChoice } from './profile-choices.ts';

/** Longer texts are no agency's name. In UTF-16 units. */
const LONGEST_AGENCY = 120;

type StepName = 'role' | 'agency' | 'phase';

const asking = (text: TextKey, choices: Parameters<typeof optionsOf>[0]) => (): Draft => ({ text, choices: optionsOf(choices) });

const table: StepTable<StepName> = {
  name: 'welcome',
  version: 1,
  first: 'role',
  steps: {
    role: {
      ask: asking('welcome.role.ask', [...roleChoices, skipChoice]),
      choices: [...roleChoices, skipChoice],
      skip: skipChoice.value,
      taken(answer) {
        const roleGroup = asRole(answer);
        return roleGroup && { record: [{ kind: 'profile', change: { roleGroup } }] };
      },
      next: 'agency',
    },
    agency: {
      ask: asking('welcome.agency.ask', [skipChoice]),
      choices: [skipChoice],
      skip: skipChoice.value,
      look: lookForAgency,
      taken(_answer, found) {
        if (found?.what !== 'agency') return undefined;
        const say: Draft = {
          text: { key: found.known ? 'welcome.agency.known' : 'welcome.agency.kept', with: { name: { plain: found.name } } },
        };
        return { record: [{ kind: 'profile', change: { agency: found.name } }], say };
      },
      next: 'phase',
    },
    phase: {
      ask: asking('welcome.phase.ask', [...phaseChoices, unsureChoice]),
      choices: [...phaseChoices, unsureChoice],
      skip: unsureChoice.value,
      taken(answer) {
        const phase = asPhase(answer);
        return phase && { record: [{ kind: 'profile', change: { phase } }] };
      },
      next: 'done',
    },
  },
  done: (context) => [sayText('welcome.done', homeOptions(context))],
};

const informed: Effect = { type: 'record', fact: { kind: 'consent', policyVersion: POLICY_VERSION } };
const policy: Words = { key: 'welcome.policy', with: { version: { plain: POLICY_VERSION } } };

const whole = steps({
  ...table,
  opening: ({ profile }) => [
    informed,
    sayCard({
      title: 'welcome.title',
      body: { lines: ['welcome.body', 'welcome.notice'] },
      source: policy,
      buttons: [toOtherLanguage(profile.language)],
    }),
  ],
});
const withoutNotice = steps(table);

/**
 * Without arguments the whole welcome; `notice` says who speaks and gives the notice, then leaves the turn to the first
 * question; `again` asks the three questions anew; `step` asks one of them.
 */
export const welcome: Dialog<Parameters<typeof whole.step>[0]> & { table: StepTable<StepName> } = {
  ...whole,
  begin(args, context) {
    if (args.notice) return { type: 'end', quiet: true, effects: [informed, brief] };
    return (args.again ? withoutNotice : whole).begin(args, context);
  },
};

/** The button stays with its card, since the answer to the first question follows at once. */
const brief = sayCard({
  title: 'welcome.title',
  body: { lines: ['welcome.short', 'welcome.notice'] },
  source: policy,
  buttons: [{ label: 'welcome.set-up', command: 'profile' }],
});

/** A question, a greeting or a word of thanks is no agency. */
function lookForAgency(text: string): Query | undefined {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > LONGEST_AGENCY || looksLikeQuestion(name) || unwelcome(normalise(name))) return undefined;
  return { what: 'agency', name };
}
