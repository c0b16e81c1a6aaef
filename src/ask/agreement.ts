/** Whether question and entry speak of the same things. */
import type { Indexed } from './indexed.ts';
import type { Question } from './question.ts';

/** What comparing named things tells. */
export interface Agreement {
  /** Share of the named things that the entry is about as well. */
  agree: number;
  /** How many kinds of named parts (groups, phases, dimensions, clauses) disagree. */
  clash: number;
  /** How many kinds of named outsiders (bodies, countries, years) the entry does not know. */
  strangers: number;
  /** The shares of its bodies and of its years that the entry does not know. */
  bodiesMissed: number;
  yearsMissed: number;
  /** Share of the question's numbers that the entry's answer holds as written. */
  numbers: number;
}

/** What a question names of one kind, and what the entry is about of that kind. */
type Kind = [asked: readonly unknown[], held: ReadonlySet<unknown>];

/** Compares what question and entry name, kind by kind. */
export function agreement({ entities, wish, numbers }: Question, indexed: Indexed): Agreement {
  const { entities: held, entry } = indexed;
  const { group, phase, dimension } = entry.tags;
  const parts: Kind[] = [
    [entities.groups, new Set<unknown>(group ? [group] : held.groups)],
    // Other plans have phases too: only entries about a phase can be about the wrong one.
    [phase ? entities.phases : [], new Set([phase])],
    [entities.dimensions, new Set<unknown>(dimension ? [dimension] : held.dimensions)],
    [entities.clauses, indexed.clauses],
    // Of the levels of CIOs, too, only entries about one can be about the wrong one.
    [indexed.levels.size > 0 ? entities.levels : [], indexed.levels],
  ];
  const bodies: Kind = [entities.bodies, indexed.bodies];
  const single: Kind = [entities.single, indexed.bodies];
  const years: Kind = [entities.years, indexed.years];
  // Asking for one's group, people name the body they work for; a kind of bodies they may name for being of it.
  const outside = wish.grouping ? [] : [single, years];
  const shares = [...parts, bodies, years].filter(isNamed).map(shareHeld);
  return {
    agree: shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    clash: parts.filter(isMissed).length,
    strangers: outside.filter(isMissed).length,
    bodiesMissed: outside.includes(single) ? shareMissed(single) : 0,
    yearsMissed: outside.includes(years) ? shareMissed(years) : 0,
    numbers: shareHeld([numbers, indexed.numbers]),
  };
}

const isNamed = ([asked]: Kind): boolean => asked.length > 0;
const shareHeld = ([asked, held]: Kind): number => (asked.length === 0 ? 0 : asked.filter((one) => held.has(one)).length / asked.length);
const shareMissed = (kind: Kind): number => (isNamed(kind) ? 1 - shareHeld(kind) : 0);
const isMissed = (kind: Kind): boolean => isNamed(kind) && shareHeld(kind) === 0;
