/** What a person can tell about their work: the six groups and three phases of the 2560 guideline, clause 4.6.1. */
import type { Offered } from '../src/dialog/steps.ts';
import { wordsOf } from '../src/dialog/typed.ts';
import { type Phase, phases, type RoleGroup, roleGroups } from '../src/dialog/types.ts';

export const roleChoices: readonly Offered[] = roleGroups.map((role) => ({
  value: role,
  label: `role.${role}`,
  words: wordsOf(`typed.role.${role}`),
}));

export const phaseChoices: readonly Offered[] = phases.map((phase) => ({
  value: phase,
  label: `phase.${phase}`,
  words: wordsOf(`typed.phase.${phase}`),
}));

/** For people who do not know the phase: their agency decides it (clause 4.6.2). */
export const unsureChoice: Offered = { value: 'unsure', label: 'phase.unsure', words: wordsOf('typed.phase.unsure') };

/** Leaves a question open. */
export const skipChoice: Offered = { value: 'skip', label: 'button.skip', words: wordsOf('typed.skip') };

/** The group of a choice's value, or undefined. */
export const asRole = (value: string): RoleGroup | undefined => roleGroups.find((role) => role === value);

/** The phase of a choice's value, or undefined. */
export const asPhase = (value: string): Phase | undefined => phases.find((phase) => phase === value);
