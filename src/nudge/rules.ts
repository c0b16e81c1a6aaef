/** Whether a person is reminded of an unfinished quiz. Pure: the moment comes in, the reason comes out. */
import { dayOf, hourOf, isQuiet } from '../lib/bangkok.ts';

/** What the rules look at. */
export interface Candidate {
  reminders: boolean;
  /** Hour of the day in Asia/Bangkok, 8 to 19. */
  reminderHour: number;
  /** When the person last did something in the open attempt. */
  touchedAt: Date;
  /** Reminders since the person last said anything. */
  ignored: number;
  /** The last reminder of any kind. */
  remindedAt?: Date;
}

export type Decision = { type: 'remind' } | { type: 'not'; why: 'off' | 'too-early' | 'quiet' | 'already-today' | 'ignored' };

/** After this many reminders in a row without a sign of life there are no more. */
export const IGNORED_LIMIT = 3;

/**
 * A quiz left open is reminded of from the next day on, at the person's hour or later that day, never in the quiet
 * hours, once a day at most, and no more after three in a row that were ignored.
 */
export function decide(candidate: Candidate, now: Date): Decision {
  if (!candidate.reminders) return { type: 'not', why: 'off' };
  if (isQuiet(now)) return { type: 'not', why: 'quiet' };
  if (dayOf(candidate.touchedAt) >= dayOf(now) || hourOf(now) < candidate.reminderHour) return { type: 'not', why: 'too-early' };
  if (candidate.remindedAt && dayOf(candidate.remindedAt) >= dayOf(now)) return { type: 'not', why: 'already-today' };
  if (candidate.ignored >= IGNORED_LIMIT) return { type: 'not', why: 'ignored' };
  return { type: 'remind' };
}
