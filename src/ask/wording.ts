/** Rules for the letters of an entry: nothing invisible or split, and nobody's personal data. */
import { personalData } from '../text/personal-data.ts';
import { unclean } from '../text/unclean.ts';
import type { Broken } from './broken.ts';
import type { Entry } from './knowledge.ts';

/** One fault for each text of an entry with unclean characters or personal data in it, naming the field. */
export function wordingFaults(entry: Entry): Broken[] {
  const at = `entry ${entry.id}`;
  return textsOf(entry).flatMap(([field, text]) => {
    const dirt = unclean(text);
    return [
      ...(dirt ? [{ at, rule: `${field}: ${dirt}`, todo: `type it anew: ${JSON.stringify(text.slice(0, 40))}` }] : []),
      ...personalData(text).map(({ kind, found }) => ({
        at,
        rule: `${field}: ${kind} "${found}"`,
        todo: 'say it by office or leave it out',
      })),
    ];
  });
}

const textsOf = (entry: Entry): [field: string, text: string][] => [
  ['title', entry.title],
  ['answer', entry.answer],
  ['detail', entry.detail ?? ''],
  ...entry.aliases.map((text): [string, string] => ['aliases', text]),
  ...entry.questions.map((text): [string, string] => ['questions', text]),
  ...Object.values(entry.tags).map((value): [string, string] => ['tags', String(value)]),
  ...entry.sources.map(({ clause }): [string, string] => ['sources', clause]),
];
