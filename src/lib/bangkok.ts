/** Days and hours in Asia/Bangkok, whatever the zone of the machine. Moments are stored in UTC. */
import { DateTime } from 'luxon';

export const ZONE = 'Asia/Bangkok';

/** Nobody is reminded from 20:00 to 08:00. */
const QUIET = { from: 20, until: 8 } as const;

const local = (moment: Date): DateTime => DateTime.fromJSDate(moment, { zone: ZONE });

/** The day, as YYYY-MM-DD. */
export const dayOf = (moment: Date): string => local(moment).toFormat('yyyy-MM-dd');

/** The hour of the day, 0 to 23. */
export const hourOf = (moment: Date): number => local(moment).hour;

/** True in the hours in which nobody is reminded. */
export const isQuiet = (moment: Date): boolean => hourOf(moment) >= QUIET.from || hourOf(moment) < QUIET.until;

/** The moment at which the quiet hours that hold `moment` end. */
export function endOfQuiet(moment: Date): Date {
  const here = local(moment);
  const morning = here.startOf('day').set({ hour: QUIET.until });
  return (here < morning ? morning : morning.plus({ days: 1 })).toJSDate();
}

/** The first moment of the day that holds `moment`. */
export const startOfDay = (moment: Date): Date => local(moment).startOf('day').toJSDate();
