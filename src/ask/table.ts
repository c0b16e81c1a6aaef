/** The table of expected roles: which of its cells, rows or columns a question asks for. */
import { type Phase, type Profile, phases } from '../dialog/types.ts';
import { stages } from '../text/spans.ts';
import { rowId } from './compose.ts';
import type { Entry } from './knowledge.ts';
import type { Question } from './question.ts';

/** What the person told about themselves: completes "what is expected of me". */
export type Asker = Pick<Profile, 'roleGroup' | 'phase'>;

/** Says of an entry whether it is the part of the table that is asked for. */
export type InTable = (entry: Entry) => boolean;

/** Finds the part of the table that a question names; undefined where it names none. */
export function tablePart({ clean, entities, wish }: Question, asker: Asker): InTable | undefined {
  const [group, ...moreGroups] = entities.groups;
  const [phase, ...morePhases] = entities.phases.length > 0 || !group ? entities.phases : numbered(clean);
  if (wish.grouping) return undefined;
  if (group && phase) {
    if (moreGroups.length > 0) return column(phase);
    return morePhases.length > 0 ? row(group) : cell(group, phase);
  }
  if (!wish.role) return undefined;
  if (group) return wish.definition ? undefined : row(group);
  if (!phase) return undefined;
  return asker.roleGroup && !wish.every ? cell(asker.roleGroup, phase) : column(phase);
}

/** "ระยะที่ 2" of the table; other plans count their stages too, so only beside a group. */
const numbered = (clean: string): Phase[] => stages(clean).flatMap((number) => phases[number - 1] ?? []);

const row =
  (group: string): InTable =>
  (entry) =>
    entry.id === rowId(group);
const cell =
  (group: string, phase: string): InTable =>
  (entry) =>
    entry.tags.group === group && entry.tags.phase === phase;
const column =
  (phase: string): InTable =>
  (entry) =>
    entry.tags.phase === phase && !entry.tags.group;
