/** The engine as it runs in a process: its index is rebuilt when other content is published. */
import type { Context, Found, Phase, RoleGroup } from '../dialog/types.ts';
import { matchAgency } from './agency.ts';
import { answer } from './answer.ts';
import { expectation } from './expectation.ts';
import { toFound, toFoundEntry } from './found.ts';
import { buildIndex } from './index.ts';
import type { Entry, Knowledge } from './knowledge.ts';

export type LiveAsk = ReturnType<typeof liveAsk>;

/** Starts with the knowledge of the files; `refresh` puts the published entries in their place. */
export function liveAsk(files: Knowledge) {
  let knowledge = files;
  let index = buildIndex(knowledge);
  return {
    refresh(entries: Entry[]): void {
      knowledge = { ...files, entries };
      index = buildIndex(knowledge);
    },

    answer(question: string, { profile, topic, audience }: Context): Found {
      const { roleGroup, phase } = profile;
      const asker = audience === 'person' ? { ...(roleGroup && { roleGroup }), ...(phase && { phase }) } : {};
      return toFound(knowledge, answer(index, question, { profile: asker, ...(topic && { topic }) }));
    },

    entry(id: string): Found {
      const entry = knowledge.entries.find((one) => one.id === id);
      return { what: 'entry', ...(entry && { entry: toFoundEntry(knowledge, entry) }) };
    },

    expectation: (roleGroup: RoleGroup, phase: Phase): Found => ({ what: 'expectation', ...expectation(knowledge, roleGroup, phase) }),

    agency: (name: string): Found => ({ what: 'agency', ...matchAgency(knowledge.agencies, name) }),
  };
}
