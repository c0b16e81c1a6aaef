/** The engine as it runs in a process: its index is rebuilt when other content is published. */
import { LRUCache } from 'lru-cache';
import type { Context, Found, Phase, RoleGroup } from '../dialog/types.ts';
import { matchAgency } from './agency.ts';
import { answer } from './answer.ts';
import { expectation } from './expectation.ts';
import { toFound, toFoundEntry } from './found.ts';
import { buildIndex } from './index.ts';
import type { Entry, Knowledge } from './knowledge.ts';

/** Answers kept ready: buttons and examples ask the same words again and again. They share their entries: a few hundred bytes each. */
const MOST_REMEMBERED = 10_000;

export type LiveAsk = ReturnType<typeof liveAsk>;

/** Starts with the knowledge of the files; `refresh` puts the published entries in their place. */
export function liveAsk(files: Knowledge) {
  let knowledge = files;
  let index = buildIndex(knowledge);
  const known = new LRUCache<string, Found>({ max: MOST_REMEMBERED });
  return {
    refresh(entries: Entry[]): void {
      knowledge = { ...files, entries };
      index = buildIndex(knowledge);
      known.clear();
    },

    answer(question: string, { profile, topic, audience }: Context): Found {
      const { roleGroup, phase } = profile;
      const asker = audience === 'person' ? { ...(roleGroup && { roleGroup }), ...(phase && { phase }) } : {};
      const asked = { profile: asker, ...(topic && { topic }) };
      const [alone, within] = [JSON.stringify([question, asker]), JSON.stringify([question, asker, topic])];
      const remembered = known.get(alone) ?? known.get(within);
      if (remembered) return remembered;
      const result = answer(index, question, asked);
      const found = toFound(knowledge, result);
      known.set(result.standsAlone ? alone : within, found);
      return found;
    },

    entry(id: string): Found {
      const entry = knowledge.entries.find((one) => one.id === id);
      return { what: 'entry', ...(entry && { entry: toFoundEntry(knowledge, entry) }) };
    },

    /** True for an entry that is published. */
    holds: (id: string): boolean => knowledge.entries.some((one) => one.id === id),

    expectation: (roleGroup: RoleGroup, phase: Phase): Found => ({ what: 'expectation', ...expectation(knowledge, roleGroup, phase) }),

    agency: (name: string): Found => ({ what: 'agency', ...matchAgency(knowledge.agencies, name) }),
  };
}
