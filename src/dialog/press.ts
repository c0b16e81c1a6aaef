/**
 * What a button carries. A frame press belongs to one open dialog and one step of it, so a press of an old button can
 * be told from a fresh one; a command means the same at any time.
 */

/** Everything that can be begun by a button or a word at any moment. */
export const commands = [
  'menu',
  'help',
  'ask',
  'more',
  'hand-over',
  'feedback',
  'quiz',
  'resume',
  'leave',
  'compass',
  'settings',
  'language',
  'reminders',
  'my-data',
  'profile',
] as const;
export type Command = (typeof commands)[number];

export type Press =
  | { to: 'frame'; dialog: string; version: number; frame: string; step: string; value: string }
  | { to: 'command'; command: Command; arg: string };

/** The value with which an open quiz is gone back to when somebody asks to go on with it. */
export const RESUME = 'resume';

/** The longest postback data LINE takes, in UTF-16 units. */
const LIMIT = 300;

/** Writes a press as a string of at most 300 UTF-16 units; a longer argument is cut, never refused. */
export function encodePress(press: Press): string {
  const parts =
    press.to === 'frame'
      ? ['f', press.dialog, String(press.version), press.frame, press.step, press.value]
      : ['c', press.command, press.arg];
  return parts.join('|').slice(0, LIMIT).toWellFormed();
}

/** Reads a press; undefined for anything that no button of ours carries. */
export function decodePress(data: string): Press | undefined {
  const [kind, ...rest] = data.split('|');
  if (kind === 'c') {
    const command = commands.find((name) => name === rest[0]);
    return command && { to: 'command', command, arg: rest.slice(1).join('|') };
  }
  const [dialog, version, frame, step, ...value] = rest;
  if (kind !== 'f' || !dialog || !frame || step === undefined || !/^\d+$/.test(version ?? '')) return undefined;
  return { to: 'frame', dialog, version: Number(version), frame, step, value: value.join('|') };
}
