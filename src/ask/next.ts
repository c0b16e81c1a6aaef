/** What somebody is likely to ask after an entry. */
import { documentOf, type Entry, type Knowledge } from './knowledge.ts';

const COUNT = 3;

/** Titles of at most three entries near this one: those that share most of its tags and sources, later clauses before earlier ones. */
export function nextTitles(knowledge: Knowledge, entry: Entry): string[] {
  const here = knowledge.entries.findIndex((other) => other.id === entry.id);
  return knowledge.entries
    .map((other, at) => ({
      other,
      nearness: nearness(entry, other),
      distance: at > here ? at - here : knowledge.entries.length + here - at,
    }))
    .filter(({ other, nearness: near }) => other.id !== entry.id && !other.supersededBy && near > 0)
    .sort((a, b) => b.nearness - a.nearness || a.distance - b.distance)
    .slice(0, COUNT)
    .map(({ other }) => other.title);
}

function nearness(entry: Entry, other: Entry): number {
  const same = (key: keyof Entry['tags'], weight: number) =>
    entry.tags[key] !== undefined && entry.tags[key] === other.tags[key] ? weight : 0;
  const document = documentOf(entry) === documentOf(other) ? 1 : 0;
  return document + same('group', 3) + same('skillSet', 3) + same('dimension', 2) + same('body', 2) + same('phase', 2) + same('section', 2);
}
