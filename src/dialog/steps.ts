/**
 * A guided dialog written as a table: each step asks, offers choices or accepts typed text, records, and names the
 * next step. Tests walk every table (keys, limits, reachability); the compiler refuses a `next` that is not a step.
 */
import { z } from 'zod';
import type { Words } from '../text/translate.ts';
import { asTyped } from './typed.ts';
import type { Context, Dialog, DialogInput, Draft, Effect, Fact, Found, Move, Option, Query } from './types.ts';

/** What a step does with an answer it understands. */
export interface Taken {
  record?: Fact[];
  /** Said before the next step asks. */
  say?: Draft;
}

/** A choice: `words` are what people type for it, beside its value and its number. */
export interface Offered {
  value: string;
  label: Words;
  words?: readonly string[];
}

export interface Step<Name extends string> {
  ask: (context: Context) => Draft;
  /** Values that the step's buttons carry; each has a label. At most 13, labels of at most 20 graphemes. */
  choices?: readonly Offered[];
  /** What to look up for a typed text, if the text is meant for this step; the result goes to `taken` as a second argument. */
  look?: (text: string) => Query | undefined;
  /** Turns an answer into facts; undefined where the answer is not understood. */
  taken: (answer: string, found: Found | undefined, context: Context) => Taken | undefined;
  /** A choice value that skips the step: nothing is recorded. */
  skip?: string;
  next: Name | 'done';
}

export interface StepTable<Name extends string> {
  name: string;
  version: number;
  first: Name;
  steps: Readonly<Record<Name, Step<Name>>>;
  /** Said before the first step. */
  opening?: (context: Context) => Effect[];
  /** What happens after the last step. */
  done: (context: Context) => Effect[];
}

const stateSchema = z.object({ step: z.string(), once: z.boolean().optional(), strayed: z.boolean().optional() });
type State = z.infer<typeof stateSchema>;

/** A dialog made from a table; the table stays readable for checks. `args.step` opens it at one step and ends after it. */
export function steps<Name extends string>(table: StepTable<Name>): Dialog<State> & { table: StepTable<Name> } {
  const at = (name: string): Step<Name> => table.steps[isStep(table, name) ? name : table.first];
  return {
    name: table.name,
    version: table.version,
    state: stateSchema,
    table,
    step: (state) => state.step,
    begin(args, context) {
      const asked = args.step ?? '';
      if (isStep(table, asked)) return goTo(table, asked, [], context, true);
      return goTo(table, table.first, table.opening?.(context) ?? [], context);
    },
    advance: (state, input, context) => take(table, state, at(state.step), input, context),
    prompt: (state, context) => [{ type: 'say', message: at(state.step).ask(context) }],
    givesWay: (state) => state.strayed === true,
  };
}

const isStep = <Name extends string>(table: StepTable<Name>, name: string): name is Name => Object.hasOwn(table.steps, name);

/** The buttons of a step, for its `ask`. */
export const optionsOf = (choices: readonly { value: string; label: Words }[]): Option[] =>
  choices.map(({ value, label }) => ({ value, label }));

function take<Name extends string>(
  table: StepTable<Name>,
  state: State,
  step: Step<Name>,
  input: DialogInput,
  context: Context,
): Move<State> {
  const query = input.type === 'text' && matchChoice(step.choices ?? [], input.text) === undefined ? step.look?.(input.text) : undefined;
  if (query) return { type: 'on', state, effects: [{ type: 'find', query }] };
  const answer = input.type === 'press' ? input.value : input.type === 'text' ? matchChoice(step.choices ?? [], input.text) : '';
  if (answer === undefined) return astray(state);
  if (step.skip !== undefined && answer === step.skip) return after(table, state, step, {}, context);
  const taken = step.taken(answer, input.type === 'found' ? input.found : undefined, context);
  return taken ? after(table, state, step, taken, context) : astray(state);
}

/** A text for others: the step is asked once more after it, and gives way to the next one, so that nobody is pestered. */
const astray = (state: State): Move<State> => ({ type: 'pass', state: { ...state, strayed: true } });

/** The value of the choice that a typed text names: its value, its number, or one of its words. */
export function matchChoice(choices: readonly Offered[], text: string): string | undefined {
  const typed = asTyped(text);
  const choice = choices.find(
    ({ value, words }, index) =>
      value.toLowerCase() === typed || String(index + 1) === typed || words?.some((word) => asTyped(word) === typed),
  );
  return choice?.value;
}

function after<Name extends string>(table: StepTable<Name>, state: State, step: Step<Name>, taken: Taken, context: Context): Move<State> {
  const effects: Effect[] = [
    ...(taken.record ?? []).map((fact): Effect => ({ type: 'record', fact })),
    ...(taken.say ? [{ type: 'say', message: taken.say } as const] : []),
  ];
  if (step.next === 'done' || state.once)
    return { type: 'end', effects: [...effects, ...(state.once && taken.say ? [] : table.done(context))] };
  return goTo(table, step.next, effects, context);
}

function goTo<Name extends string>(table: StepTable<Name>, name: Name, effects: Effect[], context: Context, once = false): Move<State> {
  const state: State = once ? { step: name, once } : { step: name };
  return { type: 'on', state, effects: [...effects, { type: 'say', message: table.steps[name].ask(context) }] };
}
