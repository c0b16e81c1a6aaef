/** What operators see of the backlog: questions in the words they were asked in, and never who asked. */
import { ZONE } from '../lib/bangkok.ts';
import { type BacklogGroup, newest } from './backlog.ts';
import { unlistedDocuments } from './backlog-entry.ts';
import { inOneLine, type Say } from './backlog-words.ts';
import { toFoundEntry } from './found.ts';
import type { Entry, Knowledge } from './knowledge.ts';

/** Wordings shown of one group. */
const MOST_SHOWN = 5;

/** A group: its number, how often and when it was asked, and its wordings. */
export function groupLines(say: Say, group: BacklogGroup): string[] {
  const { number, questions } = group;
  const at = newest(group).toLocaleString('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
  const shown = [...new Set(questions.flatMap(({ entryId }) => (entryId ? [entryId] : [])))];
  const reported = questions.filter(({ entryId }) => entryId !== '').length;
  const wordings = wordingsOf(group);
  const more = wordings.length - MOST_SHOWN;
  return [
    say({ key: 'backlog.group', with: { number, count: questions.length, at } }),
    ...wordings.slice(0, MOST_SHOWN).map((wording) => `  • ${wording}`),
    ...(more > 0 ? [`  ${say({ key: 'backlog.more', with: { count: more } })}`] : []),
    ...(reported > 0 ? [`  ${say({ key: 'backlog.reported', with: { count: reported, entries: shown.map(inOneLine).join(', ') } })}`] : []),
  ];
}

/** The different wordings of a group's questions. */
export const wordingsOf = ({ questions }: BacklogGroup): string[] => [...new Set(questions.map(({ question }) => inOneLine(question)))];

/** An entry as it will be read. */
export function entryLines(say: Say, knowledge: Knowledge, entry: Entry): string[] {
  const { title, answer, detail, sources } = toFoundEntry(knowledge, entry);
  const source = sources.map((one) => [one.title, one.clause, one.date].filter(Boolean).join(' ')).join('; ');
  const text = [title, '', answer, ...(detail ? ['', detail] : []), '', say({ key: 'backlog.source', with: { source } })];
  return [
    say({ key: 'backlog.entry', with: { id: entry.id, version: entry.version } }),
    ...text.flatMap((part) => part.split('\n')).map((line) => `  │ ${line}`),
    ...unlistedDocuments(knowledge, entry).map((document) => say({ key: 'backlog.unlisted', with: { document } })),
  ];
}
