/** Language and reminders, changed at once; the card shows how things stand. */
import { z } from 'zod';
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import type { Dialog, Fact, Move, Profile } from '../src/dialog/types.ts';
import type { TextKey } from '../src/text/translate.ts';
import { toMenu, toMyData, toOtherLanguage, toProfile } from './options.ts';
import { profileFacts } from './profile-facts.ts';

const stateSchema = z.object({});
type State = z.infer<typeof stateSchema>;

export const settings: Dialog<State> = {
  name: 'settings',
  version: 1,
  state: stateSchema,
  step: () => 'settings',
  begin({ language, reminders }, { profile }) {
    if (language === 'th' || language === 'en') return changed({ language }, 'settings.language.done');
    if (reminders === 'on' || reminders === 'off') return changed({ reminders: reminders === 'on' }, `settings.reminders.${reminders}`);
    return { type: 'end', quiet: true, effects: [card(profile)] };
  },
  advance: () => ({ type: 'pass' }),
};

/** Ends aloud: a question that stands open below is said again, in the new language and with its buttons. */
const changed = (change: Extract<Fact, { kind: 'profile' }>['change'], words: TextKey): Move<State> => ({
  type: 'end',
  effects: [{ type: 'record', fact: { kind: 'profile', change } }, sayText(words, [toMenu])],
});

function card(profile: Profile): Say {
  const turn = profile.reminders ? 'off' : 'on';
  const choices = [
    toOtherLanguage(profile.language),
    { label: `button.reminders.${turn}`, command: 'reminders', arg: turn } as const,
    toProfile,
    toMyData,
    toMenu,
  ];
  return sayCard({ title: 'settings.title', facts: profileFacts(profile) }, choices);
}
