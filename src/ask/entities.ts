/** The things that a text names: role groups, phases, dimensions, skill sets, bodies, years. */
import type { Phase, RoleGroup } from '../dialog/types.ts';
import { readClauses } from '../text/clauses.ts';
import { COUNTRIES } from '../text/places.ts';
import { countedYears, stages, withoutSpans } from '../text/spans.ts';
import { readYears, withoutYears } from '../text/years.ts';
import type { Knowledge, PhaseInfo } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import { hear, makeFinder } from './names.ts';

export interface Entities {
  groups: RoleGroup[];
  phases: Phase[];
  dimensions: number[];
  skillSets: string[];
  /** Levels of CIOs. */
  levels: string[];
  /** Ids of agencies, and names of countries. */
  bodies: string[];
  /** Those of them that are one body, or country, and no kind of bodies. */
  single: string[];
  /** Buddhist years. */
  years: number[];
  /** Numbers of clauses and sections. */
  clauses: string[];
}

export interface EntityReader {
  /** Reads a clean text; its words, where given, show short names of groups that stand in a run of letters. */
  read(clean: string, words?: readonly string[]): Entities;
  /** The levels of CIOs that a clean text names. */
  levels(clean: string): string[];
  /** The bodies and countries that it names. */
  bodies(clean: string): string[];
  /** A text without what it names of the kinds that `by` names; skill sets and clauses stay. */
  without(clean: string, by: Entities): string;
}

/** Makes the reader from the tables of roles and agencies. */
export function makeEntityReader(knowledge: Knowledge, lexicon: Lexicon): EntityReader {
  const { roles, agencies } = knowledge;
  const groups = makeFinder(
    lexicon,
    roles.groups.map((group) => ({ id: group.id, names: [group.name, group.shortName, group.english, ...group.aliases] })),
  );
  const phases = makeFinder(
    lexicon,
    roles.phases.map((phase) => ({ id: phase.id, names: [phase.name, phase.english, ...phase.aliases] })),
  );
  const dimensions = makeFinder(
    lexicon,
    roles.dimensions.map((dimension) => ({ id: dimension.number, names: [dimension.name, ...dimension.aliases] })),
  );
  const skillSets = makeFinder(
    lexicon,
    roles.skillSets.map((set) => ({ id: set.id, names: [set.name, set.english, ...set.aliases] })),
  );
  const levels = makeFinder(lexicon, knowledge.levels);
  const bodies = makeFinder(lexicon, [
    ...agencies.map((agency) => ({ id: agency.id, names: [agency.name, ...agency.short] })),
    ...COUNTRIES.map((name) => ({ id: name, names: [name] })),
  ]);
  const kinds = new Set(agencies.filter(({ kind }) => kind).map(({ id }) => id));
  const read = (clean: string, words: readonly string[] = []): Entities => {
    const heard = hear(clean);
    const named = groups.find(heard, words);
    const body = bodies.find(heard);
    return {
      groups: named,
      phases: readPhases(clean, roles.phases, { named: phases.find(heard), numbered: named.length > 0 }),
      dimensions: dimensions.find(heard),
      skillSets: skillSets.find(heard),
      levels: levels.find(heard, words),
      bodies: body,
      single: body.filter((id) => !kinds.has(id)),
      years: readYears(clean),
      clauses: readClauses(clean),
    };
  };
  return {
    read,
    levels: (clean) => levels.find(hear(clean)),
    bodies: (clean) => bodies.find(hear(clean)),
    without: (clean, by) => {
      let rest = clean;
      if (by.groups.length > 0) rest = groups.without(rest);
      if (by.bodies.length > 0) rest = bodies.without(rest);
      if (by.levels.length > 0) rest = levels.without(rest);
      if (by.dimensions.length > 0) rest = dimensions.without(rest);
      if (by.phases.length > 0) rest = phases.without(withoutSpans(rest));
      return by.years.length > 0 ? withoutYears(rest) : rest;
    },
  };
}

/** Phases by years counted from the beginning, by name, or by number where that can mean nothing else: other plans have stages too. */
function readPhases(clean: string, phases: readonly PhaseInfo[], by: { named: readonly Phase[]; numbered: boolean }): Phase[] {
  const counted = countedYears(clean).flatMap((asked) => phases.filter((phase) => covers(phase, asked.from) || covers(phase, asked.to)));
  const numbered = by.numbered ? stages(clean).flatMap((number) => phases[number - 1] ?? []) : [];
  const ids = [...counted, ...numbered].map((phase) => phase.id);
  return [...new Set(counted.length > 0 ? ids : [...by.named, ...ids])];
}

/** A phase's years stand in its name, as "years 3-5". */
const covers = (phase: PhaseInfo, year: number): boolean => countedYears(phase.name).some((span) => span.from <= year && year <= span.to);
