/** Entries that follow from the tables of the knowledge and need no wording of their own. */
import { phases } from '../dialog/types.ts';
import { cutGraphemes } from '../text/graphemes.ts';
import { rolesCompared, rolesInAllPhases } from '../text/phrases.ts';
import { ANSWER_LIMIT, type Entry, type Group, type PhaseInfo, type Roles } from './knowledge.ts';

/** Entries for each role group's roles in all phases, and for each two groups beside one another. */
export function composeRoles(roles: Roles): Entry[] {
  const { groups } = roles;
  const pairs = groups.flatMap((one, at) => groups.slice(at + 1).map((other): [Group, Group] => [one, other]));
  return [...groups.map((group) => row(group, roles)), ...pairs.map((pair) => beside(pair, roles))];
}

/** The id of a group's row. */
export const rowId = (group: string): string => `roles-of-${group}`;

/** The id of the entry that tells who belongs to a group. */
export const definitionId = (group: string): string => `ds-group-${group}`;

/** The id of two groups' comparison, whichever is named first. */
export const pairId = (...groups: readonly string[]): string => `roles-of-${groups.toSorted().join('-and-')}`;

const phasesIn = (roles: Roles): PhaseInfo[] => phases.flatMap((id) => roles.phases.find((phase) => phase.id === id) ?? []);

function row(group: Group, roles: Roles): Entry {
  const named = phasesIn(roles);
  const lines = named.map((phase) => `${phase.name}: ${group.roles[phase.id].title}`);
  return {
    id: rowId(group.id),
    title: rolesInAllPhases(group.name),
    answer: cutGraphemes([`${group.name} (${group.english})`, ...lines].join('\n'), ANSWER_LIMIT),
    detail: named.map((phase) => `${phase.name} (${phase.english}): ${group.roles[phase.id].expectation}`).join('\n'),
    aliases: group.aliases,
    questions: [],
    tags: { group: group.id },
    sources: [group.source],
    version: 1,
  };
}

function beside([one, other]: [Group, Group], roles: Roles): Entry {
  const lines = phasesIn(roles).map(({ id, name }) => `${name}: ${one.roles[id].title} / ${other.roles[id].title}`);
  return {
    id: pairId(one.id, other.id),
    title: rolesCompared(one.shortName, other.shortName),
    answer: cutGraphemes([`${one.shortName} / ${other.shortName}`, ...lines].join('\n'), ANSWER_LIMIT),
    aliases: [],
    questions: [],
    tags: {},
    sources: [one.source],
    version: 1,
  };
}
