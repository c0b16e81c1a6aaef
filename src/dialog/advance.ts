/**
 * Moves a stack of open dialogs by one input. Pure: the same stack, input and context give the same result.
 *
 * The top frame gets the input. It may go on, end (then the frame below says its open question again), open another
 * dialog on top, or pass (the input was not meant for it). A `find` is handed out, and its result comes back through
 * `advance` in the same turn.
 */
import { Bug } from '../lib/errors.ts';
import type { Context, Dialog, DialogInput, Effect, Frame, Move, Query } from './types.ts';

/** All dialogs by name. The state type is each dialog's own affair: `advance` parses it before the dialog sees it. */
export type Dialogs = ReadonlyMap<string, Dialog<unknown>>;

export interface Advanced {
  stack: Frame[];
  effects: Exclude<Effect, { type: 'find' } | { type: 'begin' }>[];
  /** A question to the outside world; the top frame waits for it. */
  query?: Query;
  /** True when the top frame did not take the input. */
  passed: boolean;
}

/** Hands an input to the top frame. */
export function advance(dialogs: Dialogs, stack: Frame[], input: DialogInput, context: Context): Advanced {
  const top = stack.at(-1);
  if (!top) return { stack, effects: [], passed: true };
  const { dialog, state } = opened(dialogs, top);
  return settle(dialogs, stack, top, dialog.advance(state, input, context), context);
}

/** Opens a dialog on top of the stack. */
export function begin(dialogs: Dialogs, stack: Frame[], name: string, args: Record<string, string>, context: Context): Advanced {
  const dialog = dialogs.get(name);
  if (!dialog) throw new Bug(`no dialog is called ${name}`);
  const frame: Frame = { id: frameId(context), dialog: name, version: dialog.version, state: null };
  return settle(dialogs, [...stack, frame], frame, dialog.begin(args, context), context);
}

/** What the top frame asks, said again. Empty where nothing stands open. */
export function prompt(dialogs: Dialogs, stack: Frame[], context: Context): Effect[] {
  const top = stack.at(-1);
  if (!top) return [];
  const { dialog, state } = opened(dialogs, top);
  return stamp(dialogs, top, dialog.prompt?.(state, context) ?? []);
}

/** What leaving a frame before its end records and says. */
export function leave(dialogs: Dialogs, frame: Frame, context: Context): Effect[] {
  const { dialog, state } = opened(dialogs, frame);
  return stamp(dialogs, frame, dialog.leave?.(state, context) ?? []);
}

/** True where the frame closes when a text is not meant for it. */
export function givesWay(dialogs: Dialogs, frame: Frame): boolean {
  const { dialog, state } = opened(dialogs, frame);
  return dialog.givesWay?.(state) ?? false;
}

/** The name of the step that a frame waits at. */
export function openStep(dialogs: Dialogs, frame: Frame): string {
  const { dialog, state } = opened(dialogs, frame);
  return dialog.step(state);
}

/** True when `frame` can be read by today's dialogs, of this version and form. */
export function isReadable(dialogs: Dialogs, frame: Frame): boolean {
  const dialog = dialogs.get(frame.dialog);
  return dialog?.version === frame.version && dialog.state.safeParse(frame.state).success;
}

/** Brings a stored frame up to date: itself, migrated, or undefined where its dialog has to begin anew. */
export function modernise(dialogs: Dialogs, frame: Frame): Frame | undefined {
  if (isReadable(dialogs, frame)) return frame;
  const dialog = dialogs.get(frame.dialog);
  const state = dialog?.migrate?.(frame.version, frame.state);
  return dialog && state !== undefined ? { ...frame, version: dialog.version, state } : undefined;
}

function opened(dialogs: Dialogs, frame: Frame): { dialog: Dialog<unknown>; state: unknown } {
  const dialog = dialogs.get(frame.dialog);
  if (!dialog) throw new Bug(`no dialog is called ${frame.dialog}`);
  return { dialog, state: dialog.state.parse(frame.state) };
}

function settle(dialogs: Dialogs, stack: Frame[], frame: Frame, move: Move<unknown>, context: Context): Advanced {
  if (move.type === 'pass') return { stack: kept(stack, frame, move.state), effects: [], passed: true };
  if (move.type === 'end') {
    const below = stack.slice(0, -1);
    const said = carry(dialogs, below, stamp(dialogs, frame, move.effects), context);
    const again = !move.quiet && said.stack.length === below.length ? prompt(dialogs, below, context) : [];
    return { ...said, effects: [...said.effects, ...again.filter(isPlain)] };
  }
  const moved: Frame = { ...frame, state: move.state };
  return carry(dialogs, [...stack.slice(0, -1), moved], stamp(dialogs, moved, move.effects), context);
}

const kept = (stack: Frame[], frame: Frame, state: unknown): Frame[] =>
  state === undefined ? stack : [...stack.slice(0, -1), { ...frame, state }];

/** Carries out the effects that the kernel itself understands: `begin` and `find`. */
function carry(dialogs: Dialogs, stack: Frame[], effects: Effect[], context: Context): Advanced {
  const plain = effects.filter(isPlain);
  const query = effects.find((effect) => effect.type === 'find')?.query;
  const opening = effects.find((effect) => effect.type === 'begin');
  if (!opening) return { stack, effects: plain, passed: false, ...(query && { query }) };
  const inner = begin(dialogs, stack, opening.dialog, opening.args, context);
  return { ...inner, effects: [...plain, ...inner.effects] };
}

const isPlain = (effect: Effect): effect is Advanced['effects'][number] => effect.type !== 'find' && effect.type !== 'begin';

/** Gives each value button the frame and step it belongs to. */
function stamp(dialogs: Dialogs, frame: Frame, effects: Effect[]): Effect[] {
  const dialog = dialogs.get(frame.dialog);
  const step = frame.state === null ? '' : (dialog?.step(frame.state) ?? '');
  return effects.map((effect) =>
    effect.type === 'say' ? { ...effect, from: { dialog: frame.dialog, version: frame.version, frame: frame.id, step } } : effect,
  );
}

const frameId = (context: Context): string =>
  Math.floor(context.random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
