/** Entries that follow from the tables of the knowledge and need no wording of their own. */
import { phases } from '../dialog/types.ts';
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
    title: `${group.name} ${named.map((phase) => phase.name).join(' / ')}`,
    answer: [`${group.name} (${group.english})`, ...lines].join('\n').slice(0, ANSWER_LIMIT),
    detail: named.map((phase) => `${phase.name} (${phase.english}): ${group.roles[phase.id].expectation}`).join('\n'),
    aliases: [],
    questions: [],
    tags: { group: group.id },
    sources: [group.source],
    version: 1,
  };
}
