/** Where one can go from here: the menu, the help, and the kind lines for moments that nobody asked for. */
import { z } from 'zod';
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import type { Context, Dialog, Move } from '../src/dialog/types.ts';
import { homeOptions, toExamples, toMenu, toQuiz, toResume } from './options.ts';

const stateSchema = z.object({});
type State = z.infer<typeof stateSchema>;

const openings = ['unreadable', 'stale', 'renewed', 'back', 'left', 'private', 'reminders'] as const;

/** After these, an open question is said again: the person was on the way to answer it. */
const INTERRUPTIONS: ReadonlySet<string> = new Set(['stale', 'unreadable']);

export const menu: Dialog<State> = {
  name: 'menu',
  version: 1,
  state: stateSchema,
  step: () => 'menu',
  begin(args, context) {
    if (args.help) return ending(help(context));
    const opening = openings.find((known) => known === args.opening);
    if (context.audience === 'group') return ending(sayText(opening === 'private' ? 'menu.private' : 'menu.group', homeOptions(context)));
    if (opening) return { type: 'end', quiet: !INTERRUPTIONS.has(opening), effects: [sayText(`menu.${opening}`, homeOptions(context))] };
    return { type: 'on', state: {}, effects: [{ type: 'find', query: { what: 'attempt' } }] };
  },
  advance(_state, input, context) {
    if (input.type !== 'found' || input.found.what !== 'attempt') return { type: 'pass' };
    return ending(card(input.found.open, context));
  },
};

const ending = (said: Say): Move<State> => ({ type: 'end', quiet: true, effects: [said] });

function card(open: boolean, context: Context): Say {
  const choices = homeOptions(context).flatMap((option) => (open && option === toQuiz ? [toResume] : [option]));
  return sayCard({ title: 'menu.title', body: open ? { lines: ['menu.body.open', 'menu.body'] } : 'menu.body' }, choices);
}

function help(context: Context): Say {
  const personal = context.audience === 'person';
  const body = personal ? (['help.ask', 'help.quiz', 'help.leave', 'help.person'] as const) : (['help.ask', 'menu.group.help'] as const);
  return sayCard({ title: 'help.title', body: { lines: [...body] } }, [...toExamples, ...(personal ? [toQuiz] : []), toMenu]);
}
