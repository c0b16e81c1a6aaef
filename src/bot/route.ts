/**
 * Decides what an input is for: a command understood at any moment, the dialog that stands open, an old button, or a
 * question. Pure; the words of the commands stand in locales/.
 */
import type { InboundInput } from '../channels/channel.ts';
import { type Advanced, advance, begin, type Dialogs, givesWay, leave, openStep } from '../dialog/advance.ts';
import { type Command, decodePress, type Press, RESUME } from '../dialog/press.ts';
import { recognize } from '../dialog/recognize.ts';
import type { Context, Effect, Frame } from '../dialog/types.ts';

/** Why the menu is shown when nobody asked for it. */
export type Opening = 'unreadable' | 'stale' | 'renewed' | 'back' | 'left' | 'private' | 'reminders';

/** What a group chat may ask for: nothing personal. */
const GROUP_COMMANDS: ReadonlySet<Command> = new Set(['menu', 'help', 'ask', 'more']);

/** The dialog and its arguments behind each command that simply opens one. */
const OPENS: Record<Exclude<Command, 'resume' | 'leave'>, (arg: string) => [string, Record<string, string>]> = {
  menu: () => ['menu', {}],
  help: () => ['menu', { help: 'yes' }],
  ask: (question) => ['ask', { question }],
  more: (entry) => ['ask', { entry }],
  'hand-over': (question) => ['ask', { handOver: question }],
  feedback: (about) => ['feedback', { about }],
  quiz: (domain) => ['quiz', domain ? { domain } : {}],
  compass: () => ['compass', {}],
  settings: () => ['settings', {}],
  language: (language) => ['settings', { language }],
  reminders: (reminders) => ['settings', { reminders }],
  'my-data': (what) => ['my-data', what ? { what } : {}],
  profile: () => ['welcome', { again: 'yes' }],
};

/** Inputs that nothing is said to. */
const SILENT: ReadonlySet<InboundInput['type']> = new Set(['left', 'unsent', 'ignored']);

/** Moves the conversation by one input of a person. The first contact of a new person begins with the notice. */
export function route(dialogs: Dialogs, stack: Frame[], input: InboundInput, context: Context): Advanced {
  const turn = (open: Frame[]) => routeInput(dialogs, open, input, context);
  if (!context.isNew || input.type === 'arrived' || SILENT.has(input.type) || context.audience === 'group') return turn(stack);
  const notice = begin(dialogs, stack, 'welcome', { notice: 'yes' }, context);
  const answer = turn(notice.stack);
  return { ...answer, effects: [...notice.effects, ...answer.effects] };
}

function routeInput(dialogs: Dialogs, stack: Frame[], input: InboundInput, context: Context): Advanced {
  switch (input.type) {
    case 'arrived':
      return context.isNew && context.audience === 'person'
        ? begin(dialogs, stack, 'welcome', {}, context)
        : menu(dialogs, stack, 'back', context);
    case 'unreadable':
      return menu(dialogs, stack, 'unreadable', context);
    case 'text':
      return routeText(dialogs, stack, input.text, context);
    case 'press':
      return routePress(dialogs, stack, decodePress(input.data), context);
    case 'left':
    case 'unsent':
    case 'ignored':
      return { stack, effects: [], passed: false };
  }
}

function routeText(dialogs: Dialogs, stack: Frame[], text: string, context: Context): Advanced {
  const command = recognize(text);
  if (command) return obey(dialogs, stack, command.command, command.arg, context);
  const taken = advance(dialogs, stack, { type: 'text', text }, context);
  if (!taken.passed) return taken;
  const top = stack.at(-1);
  if (top && givesWay(dialogs, top)) return routeText(dialogs, stack.slice(0, -1), text, context);
  return begin(dialogs, taken.stack, 'ask', { question: text }, context);
}

function routePress(dialogs: Dialogs, stack: Frame[], press: Press | undefined, context: Context): Advanced {
  if (press?.to === 'command') return obey(dialogs, stack, press.command, press.arg, context);
  const index = stack.findIndex((frame) => frame.id === press?.frame);
  const frame = stack[index];
  if (!press || !frame || openStep(dialogs, frame) !== press.step) return stale(dialogs, stack, context);
  const upTo = stack.slice(0, index + 1);
  const taken = advance(dialogs, upTo, { type: 'press', step: press.step, value: press.value }, context);
  return taken.passed ? stale(dialogs, stack, context) : taken;
}

/** Commands after which the welcome still waits for its answer; whoever begins anything else has gone on. */
const ASIDES: ReadonlySet<Command> = new Set(['ask', 'more', 'hand-over', 'feedback', 'help', 'language', 'reminders']);

/** Carries out a command. A dialog that is open already is not opened twice, and a question back is not waited for. */
function obey(dialogs: Dialogs, stack: Frame[], command: Command, arg: string, context: Context): Advanced {
  if (context.audience === 'group' && !GROUP_COMMANDS.has(command)) return menu(dialogs, stack, 'private', context);
  if (command === 'leave') return leaveTop(dialogs, stack, context);
  const open = stack.filter(({ dialog }) => dialog !== 'ask' && (dialog !== 'welcome' || ASIDES.has(command)));
  const quiz = open.findIndex((frame) => frame.dialog === 'quiz');
  if (command === 'resume' || (command === 'quiz' && arg === '')) {
    if (quiz >= 0) return resume(dialogs, open.slice(0, quiz + 1), context);
    return begin(dialogs, open, 'quiz', {}, context);
  }
  const [name, args] = OPENS[command](arg);
  const [dropped, rest] = [open.filter((frame) => frame.dialog === name), open.filter((frame) => frame.dialog !== name)];
  const farewell = dropped.flatMap((frame) => leave(dialogs, frame, context)).filter(isRecord);
  const opened = begin(dialogs, rest, name, args, context);
  return { ...opened, effects: [...farewell, ...opened.effects] };
}

function leaveTop(dialogs: Dialogs, stack: Frame[], context: Context): Advanced {
  const top = stack.at(-1);
  if (!top) return menu(dialogs, stack, 'left', context);
  const farewell = leave(dialogs, top, context).filter((effect) => effect.type === 'say' || effect.type === 'record');
  const rest = menu(dialogs, stack.slice(0, -1), 'left', context);
  return { ...rest, effects: [...farewell, ...rest.effects] };
}

function stale(dialogs: Dialogs, stack: Frame[], context: Context): Advanced {
  return menu(dialogs, stack, 'stale', context);
}

const menu = (dialogs: Dialogs, stack: Frame[], opening: Opening, context: Context): Advanced =>
  begin(dialogs, stack, 'menu', { opening }, context);

/** Opens the dialog on top again, and tells it that somebody resumes. */
function resume(dialogs: Dialogs, stack: Frame[], context: Context): Advanced {
  const top = stack.at(-1);
  return advance(dialogs, stack, { type: 'press', step: top ? openStep(dialogs, top) : '', value: RESUME }, context);
}

const isRecord = (effect: Effect): effect is Extract<Effect, { type: 'record' }> => effect.type === 'record';
