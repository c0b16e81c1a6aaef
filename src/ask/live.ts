/** The engine as it runs in a process: over what is published now, with answers kept ready. */
import { LRUCache } from 'lru-cache';
import type { Context, Found, Phase, RoleGroup } from '../dialog/types.ts';
import { matchAgency } from './agency.ts';
import { type Engine, type StartEngine, startEngineThread } from './engine.ts';
import { expectation } from './expectation.ts';
import { toFound, toFoundEntry } from './found.ts';
import type { Entry, Knowledge } from './knowledge.ts';
import { fromVerdict } from './verdict.ts';

/** Answers kept ready: buttons and examples ask the same words again and again. They share their entries: a few hundred bytes each. */
const MOST_REMEMBERED = 10_000;

/** What is published at a time, and the engine over it. */
interface Edition {
  knowledge: Knowledge;
  byId: ReadonlyMap<string, Entry>;
  engine: Engine;
  remembered: LRUCache<string, Found>;
}

export type LiveAsk = Awaited<ReturnType<typeof liveAsk>>;

/** Starts with a knowledge; `refresh` puts other entries in the place of its own. */
export async function liveAsk(files: Knowledge, start: StartEngine = startEngineThread) {
  const edit = async (knowledge: Knowledge): Promise<Edition> => ({
    knowledge,
    byId: new Map(knowledge.entries.map((entry) => [entry.id, entry])),
    engine: await start(knowledge),
    remembered: new LRUCache({ max: MOST_REMEMBERED }),
  });
  let now = await edit(files);
  return {
    /** Answers by the entries before until those given are ready. */
    async refresh(entries: Entry[]): Promise<void> {
      const before = now;
      now = await edit({ ...files, entries });
      await before.engine.stop();
    },

    stop: (): Promise<void> => now.engine.stop(),

    async answer(question: string, { profile, topic, audience }: Context): Promise<Found> {
      const { knowledge, byId, engine, remembered } = now;
      const { roleGroup, phase } = profile;
      const asker = audience === 'person' ? { ...(roleGroup && { roleGroup }), ...(phase && { phase }) } : {};
      const [alone, within] = [JSON.stringify([question, asker]), JSON.stringify([question, asker, topic])];
      const ready = remembered.get(alone) ?? remembered.get(within);
      if (ready) return ready;
      const verdict = await engine.answer({ question, context: { profile: asker, ...(topic && { topic }) } });
      const found = toFound(knowledge, fromVerdict(verdict, byId));
      remembered.set(verdict.standsAlone ? alone : within, found);
      return found;
    },

    entry(id: string): Found {
      const entry = now.byId.get(id);
      return { what: 'entry', ...(entry && { entry: toFoundEntry(now.knowledge, entry) }) };
    },

    /** True for an entry that is published. */
    holds: (id: string): boolean => now.byId.has(id),

    expectation: (roleGroup: RoleGroup, phase: Phase): Found => ({ what: 'expectation', ...expectation(now.knowledge, roleGroup, phase) }),

    agency: (name: string): Found => ({ what: 'agency', ...matchAgency(now.knowledge.agencies, name) }),
  };
}
