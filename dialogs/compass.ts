/** What is expected of a person now and in the next phase (guideline of 2560, clause 4.6.1). */
import { z } from 'zod';
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import { matchChoice, type Offered, optionsOf } from '../src/dialog/steps.ts';
import {
  type Dialog,
  type DialogInput,
  type Effect,
  type Found,
  type Move,
  type Option,
  type Phase,
  phases,
  type RoleGroup,
  roleGroups,
} from '../src/dialog/types.ts';
import { toMenu, toProfile, toQuiz } from './options.ts';
import { asPhase, asRole, phaseChoices, roleChoices, unsureChoice } from './profile-choices.ts';

const stateSchema = z.object({
  step: z.enum(['role', 'phase', 'now', 'next']),
  role: z.enum(roleGroups).optional(),
  phase: z.enum(phases).optional(),
  /** The role's title in the present phase, once it is known. */
  title: z.string().optional(),
  strayed: z.boolean().optional(),
});
type State = z.infer<typeof stateSchema>;
type Expectation = Extract<Found, { what: 'expectation' }>;

const phaseOrUnsure = [...phaseChoices, unsureChoice];

export const compass: Dialog<State> = {
  name: 'compass',
  version: 1,
  state: stateSchema,
  step: (state) => state.step,
  begin: (_args, { profile }) => goOn(profile.roleGroup, profile.phase, []),
  advance(state, input) {
    if (input.type === 'found') return hear(state, input.found);
    if (state.step === 'role') return takeRole(state, pick(roleChoices, input));
    if (state.step === 'phase') return takePhase(state, pick(phaseOrUnsure, input));
    return { type: 'pass' };
  },
  prompt: (state) => (state.step === 'role' ? [askRole] : state.step === 'phase' ? [askPhase] : []),
  givesWay: (state) => state.strayed === true,
};

const askRole = sayText('compass.role.ask', [...optionsOf(roleChoices), toMenu]);
const askPhase = sayText('compass.phase.ask', [...optionsOf(phaseOrUnsure), toMenu]);

const pick = (choices: readonly Offered[], input: Exclude<DialogInput, { type: 'found' }>): string =>
  (input.type === 'press' ? input.value : matchChoice(choices, input.text)) ?? '';

/** Asks for what is missing, one thing at a time, then looks up the present phase. */
function goOn(role: RoleGroup | undefined, phase: Phase | undefined, effects: Effect[]): Move<State> {
  if (!role) return { type: 'on', state: { step: 'role', ...(phase && { phase }) }, effects: [...effects, askRole] };
  if (!phase) return { type: 'on', state: { step: 'phase', role }, effects: [...effects, askPhase] };
  return { type: 'on', state: { step: 'now', role, phase }, effects: [...effects, expectation(role, phase)] };
}

const expectation = (roleGroup: RoleGroup, phase: Phase): Effect => ({ type: 'find', query: { what: 'expectation', roleGroup, phase } });

function takeRole(state: State, answer: string): Move<State> {
  const role = asRole(answer);
  return role ? goOn(role, state.phase, [{ type: 'record', fact: { kind: 'profile', change: { roleGroup: role } } }]) : astray(state);
}

/** Who is not sure sees the first phase; nothing is noted then. */
function takePhase(state: State, answer: string): Move<State> {
  if (answer === unsureChoice.value) return goOn(state.role, 'early', []);
  const phase = asPhase(answer);
  return phase ? goOn(state.role, phase, [{ type: 'record', fact: { kind: 'profile', change: { phase } } }]) : astray(state);
}

const astray = (state: State): Move<State> => ({ type: 'pass', state: { ...state, strayed: true } });

function hear(state: State, found: Found): Move<State> {
  const { role, phase } = state;
  if (found.what !== 'expectation' || !role || !phase) return { type: 'pass' };
  const after = phases[phases.indexOf(phase) + 1];
  if (!after) return { type: 'end', effects: [card('now', phase, found, 'compass.last', choices(found.title))] };
  if (state.step === 'next')
    return { type: 'end', effects: [card('next', after, found, 'compass.share', choices(state.title ?? found.title))] };
  return {
    type: 'on',
    state: { ...state, step: 'next', title: found.title },
    effects: [card('now', phase, found), expectation(role, after)],
  };
}

function card(when: 'now' | 'next', phase: Phase, found: Expectation, hint?: 'compass.share' | 'compass.last', options?: Option[]): Say {
  const body = { lines: [{ plain: found.title }, { plain: found.expectation }, ...(hint ? [hint] : [])] };
  const title = { key: `compass.${when}`, with: { phase: `phase.${phase}` } } as const;
  return sayCard(
    {
      title,
      body,
      facts: [{ label: 'profile.role', value: { plain: found.group } }],
      source: { key: 'card.source', with: { source: { plain: found.source } } },
    },
    options,
  );
}

const choices = (title: string): Option[] => [toQuiz, { label: 'compass.ask', command: 'ask', arg: title }, toProfile, toMenu];
