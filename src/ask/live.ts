/** The engine as it runs in a process: over what is published now, with answers kept ready. */
import { isDeepStrictEqual } from 'node:util';
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

/** One order on all instances, wherever the entries come from: of equals the first is the answer. */
const inOrder = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));

export type LiveAsk = Awaited<ReturnType<typeof liveAsk>>;

/** Starts with a knowledge; `refresh` puts other entries in the place of its own. */
export async function liveAsk(files: Knowledge, start: StartEngine = startEngineThread) {
  const edit = async (entries: readonly Entry[]): Promise<Edition> => {
    const knowledge = { ...files, entries: inOrder(entries) };
    return {
      knowledge,
      byId: new Map(entries.map((entry) => [entry.id, entry])),
      engine: await start(knowledge),
      remembered: new LRUCache({ max: MOST_REMEMBERED }),
    };
  };
  let now = await edit(files.entries);
  return {
    /** Answers by the entries before until those given are ready; the same ones change nothing. */
    async refresh(entries: readonly Entry[]): Promise<void> {
      if (isDeepStrictEqual(inOrder(entries), now.knowledge.entries)) return;
      const before = now;
      now = await edit(entries);
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
