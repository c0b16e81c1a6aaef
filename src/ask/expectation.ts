/** What is expected of somebody, from the table of roles. */
import type { Phase, RoleGroup } from '../dialog/types.ts';
import { Bug } from '../lib/errors.ts';
import type { Knowledge } from './knowledge.ts';

export interface Expectation {
  /** The role's official title. */
  title: string;
  expectation: string;
  /** The role group's name. */
  group: string;
  /** Document and clause, for small print. */
  source: string;
}

/** The expected role of a group in a phase. Throws a Bug where the table lacks the group: the content check keeps it whole. */
export function expectation(knowledge: Knowledge, roleGroup: RoleGroup, phase: Phase): Expectation {
  const group = knowledge.roles.groups.find((one) => one.id === roleGroup);
  if (!group) throw new Bug(`no role group ${roleGroup} in the table of roles`);
  const role = group.roles[phase];
  const document = knowledge.documents.find((one) => one.id === group.source.document);
  return {
    title: role.title,
    expectation: role.expectation,
    group: group.name,
    source: [document?.shortTitle ?? group.source.document, group.source.clause].join(' · '),
  };
}
