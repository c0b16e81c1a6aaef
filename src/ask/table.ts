/** The table of expected roles and the responsibility matrix: which of their cells, rows or columns a question asks for. */

import type { Profile } from '../dialog/types.ts';
import { ofGroupsAlone, ofWholeMatrix } from '../text/cues.ts';
import { definitionId, pairId, rowId } from './compose.ts';
import { columnId, columnsId } from './duties.ts';
import type { Entry } from './knowledge.ts';
import type { Question } from './question.ts';

/** What the person told about themselves: completes "what is expected of me". */
export type Asker = Pick<Profile, 'roleGroup' | 'phase'>;

/** How surely an entry is the part of the table that is asked for, from 0 to 1. */
export type InTable = (entry: Entry) => number;

/** Where words are left that name nobody we know, a column may not be what is meant. */
const UNSURE = 0.3;

/** Finds the part of the table that a question names; undefined where it names none. */
export function tablePart({ entities, wish, rest }: Question, asker: Asker): InTable | undefined {
  const [group, ...moreGroups] = entities.groups;
  const [phase, ...morePhases] = entities.phases;
  const [other, ...others] = moreGroups;
  if (wish.matrix && ofWholeMatrix(rest.map(({ text }) => text))) return inMatrix(entities.levels);
  // CIOs and their helpers have duties and requirements of their own, and no table tells who has to agree.
  if (entities.levels.length > 0 || wish.approval) return undefined;
  if (wish.grouping) return group && !other ? grouping(group, { phase, alone: ofGroupsAlone(rest.map(({ text }) => text)) }) : undefined;
  if (group && phase) {
    if (moreGroups.length > 0) return column(phase, 1);
    return morePhases.length > 0 ? row(group) : cell(group, phase);
  }
  if (!wish.role) return undefined;
  if (group && other) return others.length > 0 || wish.definition ? undefined : pair(group, other);
  if (group) return wish.definition ? undefined : row(group);
  if (!phase) return undefined;
  const alone = rest.length === 0;
  if (asker.roleGroup && alone && !wish.every) return cell(asker.roleGroup, phase);
  return column(phase, alone || wish.every ? 1 : UNSURE);
}

/** A column of the responsibility matrix, or two beside one another. */
function inMatrix([one, other, ...others]: readonly string[]): InTable | undefined {
  if (one === undefined || others.length > 0) return undefined;
  const ids = other === undefined ? [columnId(one)] : [columnsId(one, other), columnsId(other, one)];
  return (entry) => (ids.includes(entry.id) ? 1 : 0);
}

const row = (group: string) => (entry: Entry) => (entry.id === rowId(group) ? 1 : 0);
const pair = (one: string, other: string) => (entry: Entry) => (entry.id === pairId(one, other) ? 1 : 0);
const cell = (group: string, phase: string) => (entry: Entry) => (entry.tags.group === group && entry.tags.phase === phase ? 1 : 0);

/** Who belongs to a group, and where a phase is named as well, what is expected then. */
function grouping(group: string, { phase, alone }: { phase: string | undefined; alone: boolean }): InTable {
  if (phase === undefined) return (entry) => (entry.id === definitionId(group) ? (alone ? 1 : UNSURE) : 0);
  const isCell = cell(group, phase);
  return (entry) => (entry.id === definitionId(group) ? 1 : isCell(entry));
}

const column = (phase: string, sure: number) => (entry: Entry) => (entry.tags.phase === phase && !entry.tags.group ? sure : 0);
