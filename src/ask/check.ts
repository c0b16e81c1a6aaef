/** Rules that tie entries to one another and to the documents, beyond what a schema sees. */
import { type Broken, brokenLine } from './broken.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import { wordingFaults } from './wording.ts';

/** All rules without which knowledge is not loaded; empty when they hold. Sample questions are compared by content-check.ts alone. */
export function findBroken(knowledge: Knowledge): Broken[] {
  const { documents, agencies, entries, roles } = knowledge;
  const documentIds = new Set(documents.map((document) => document.id));
  const known = {
    documents: documentIds,
    skillSets: new Set(roles.skillSets.map((set) => set.id)),
    ids: new Set(entries.map(({ id }) => id)),
  };
  return [
    ...sameIds(documents.map(({ id }) => `documents.yaml: ${id}`)),
    ...sameIds(agencies.map(({ id }) => `agencies.yaml: ${id}`)),
    ...sameIds(entries.map(({ id }) => `entry ${id}`)),
    ...sameTitles(entries),
    ...roles.groups
      .filter((group) => !documentIds.has(group.source.document))
      .map((group) => unknownDocument(`roles.yaml: ${group.id}`, group.source.document)),
    ...entries.flatMap((entry) => [...brokenEntry(entry, known), ...wordingFaults(entry)]),
  ];
}

/** The broken rules as lines, one for each. */
export const brokenRules = (knowledge: Knowledge): string[] => findBroken(knowledge).map(brokenLine);

/** What entries may point to. */
interface Known {
  documents: Set<string>;
  skillSets: Set<string>;
  ids: Set<string>;
}

function brokenEntry(entry: Entry, { documents, skillSets, ids }: Known): Broken[] {
  const { supersededBy } = entry;
  const { skillSet } = entry.tags;
  const at = `entry ${entry.id}`;
  return [
    ...entry.sources.filter((source) => !documents.has(source.document)).map((source) => unknownDocument(at, source.document)),
    ...entry.sources
      .filter((source) => source.clause.trim() === '')
      .map(() => ({ at, rule: 'source without a clause', todo: 'name the clause by which an official finds it' })),
    ...(skillSet && !skillSets.has(skillSet)
      ? [{ at, rule: `unknown skill set ${skillSet}`, todo: 'use an id of skillSets in roles.yaml' }]
      : []),
    ...(supersededBy && (!ids.has(supersededBy) || supersededBy === entry.id)
      ? [{ at, rule: `superseded by unknown ${supersededBy}`, todo: 'name the id of another entry that is there' }]
      : []),
  ];
}

const unknownDocument = (at: string, document: string): Broken => ({
  at,
  rule: `unknown document ${document}`,
  todo: 'use an id of documents.yaml',
});

const sameIds = (places: readonly string[]): Broken[] =>
  repeated(places).map((at) => ({ at, rule: 'id stands twice', todo: 'give one of them an id of its own' }));

function sameTitles(entries: readonly Entry[]): Broken[] {
  return repeated(entries.map(({ title }) => title)).map((title) => {
    const ids = entries.filter((entry) => entry.title === title).map(({ id }) => id);
    return {
      at: `entry ${ids.at(-1)}`,
      rule: `title "${title}": stands twice, in ${ids.join(' and ')}`,
      todo: 'name what sets this entry apart',
    };
  });
}

const repeated = (values: readonly string[]): string[] => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
