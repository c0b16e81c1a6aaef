/** Rules that tie entries to one another and to the documents, beyond what a schema sees. */
import type { Entry, Knowledge } from './knowledge.ts';

/** One line for each broken rule, naming the entry; empty when all hold. */
export function brokenRules(knowledge: Knowledge): string[] {
  const documents = new Set(knowledge.documents.map((document) => document.id));
  const skillSets = new Set(knowledge.roles.skillSets.map((set) => set.id));
  const ids = new Set(knowledge.entries.map((entry) => entry.id));
  return [
    ...repeated(knowledge.documents.map((document) => document.id)).map((id) => `documents.yaml: ${id}: id stands twice`),
    ...repeated(knowledge.agencies.map((agency) => agency.id)).map((id) => `agencies.yaml: ${id}: id stands twice`),
    ...repeated(knowledge.entries.map((entry) => entry.id)).map((id) => `entry ${id}: id stands twice`),
    ...repeated(knowledge.entries.map((entry) => entry.title)).map((title) => `entry title "${title}": stands twice`),
    ...knowledge.roles.groups
      .filter((group) => !documents.has(group.source.document))
      .map((group) => `roles.yaml: ${group.id}: unknown document`),
    ...knowledge.entries.flatMap((entry) => brokenEntry(entry, documents, skillSets, ids)),
  ];
}

function brokenEntry(entry: Entry, documents: Set<string>, skillSets: Set<string>, ids: Set<string>): string[] {
  const { supersededBy } = entry;
  const { skillSet } = entry.tags;
  return [
    ...entry.sources
      .filter((source) => !documents.has(source.document))
      .map((source) => `entry ${entry.id}: unknown document ${source.document}`),
    ...(skillSet && !skillSets.has(skillSet) ? [`entry ${entry.id}: unknown skill set ${skillSet}`] : []),
    ...(supersededBy && (!ids.has(supersededBy) || supersededBy === entry.id)
      ? [`entry ${entry.id}: superseded by unknown ${supersededBy}`]
      : []),
  ];
}

const repeated = (values: string[]): string[] => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
