/** What a person told about themselves, as lines that they can read. */
import type { CardDraft } from '../src/dialog/say.ts';
import type { Profile } from '../src/dialog/types.ts';

/** The profile as facts of a card; what was not given says so. */
export const profileFacts = ({ roleGroup, agency, phase, language, reminders }: Profile): NonNullable<CardDraft['facts']> => [
  { label: 'profile.role', value: roleGroup ? `role.${roleGroup}` : 'profile.unknown' },
  { label: 'profile.agency', value: agency ? { plain: agency } : 'profile.unknown' },
  { label: 'profile.phase', value: phase ? `phase.${phase}` : 'profile.unknown' },
  { label: 'profile.language', value: `profile.language.${language}` },
  { label: 'profile.reminders', value: reminders ? 'profile.reminders.on' : 'profile.reminders.off' },
];
