/** Entries that follow from the tables of the knowledge and need no wording of their own. */
import { phases } from '../dialog/types.ts';
import { cutGraphemes } from '../text/graphemes.ts';
import { rolesInAllPhases } from '../text/phrases.ts';
import { ANSWER_LIMIT, type Entry, type Group, type Roles } from './knowledge.ts';

/** One entry for each role group: its roles in all phases, for comparing them. Ids are "roles-of-" and the group. */
export const composeRows = (roles: Roles): Entry[] => roles.groups.map((group) => row(group, roles));

/** The id of a group's row. */
export const rowId = (group: string): string => `roles-of-${group}`;

function row(group: Group, roles: Roles): Entry {
  const named = phases.flatMap((id) => roles.phases.find((phase) => phase.id === id) ?? []);
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
