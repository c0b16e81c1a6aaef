/** A result of the engine on its way between threads: ids in the place of entries. */
import { Bug } from '../lib/errors.ts';
import type { AskResult } from './answer.ts';
import type { Entry } from './knowledge.ts';

export type Verdict = WithIds<AskResult>;
type WithIds<Result> = Result extends unknown ? { [Field in keyof Result]: IdFor<Result[Field]> } : never;
type IdFor<Value> = Value extends Entry ? string : Value extends Entry[] ? string[] : Value;

/** Puts ids in the place of the entries. */
export function toVerdict(result: AskResult): Verdict {
  switch (result.kind) {
    case 'answer': {
      const { entry, beside, ...rest } = result;
      return { ...rest, entry: entry.id, ...(beside && { beside: beside.id }) };
    }
    case 'clarify':
      return { ...result, candidates: result.candidates.map(({ id }) => id) };
    case 'none':
      return { ...result, nearest: result.nearest.map(({ id }) => id) };
  }
}

/** Puts the entries back. Throws a Bug where one is missing: both sides hold the same knowledge. */
export function fromVerdict(verdict: Verdict, byId: ReadonlyMap<string, Entry>): AskResult {
  const named = (id: string): Entry => {
    const entry = byId.get(id);
    if (!entry) throw new Bug(`the engine names an entry that is not published: ${id}`);
    return entry;
  };
  switch (verdict.kind) {
    case 'answer': {
      const { entry, beside, ...rest } = verdict;
      return { ...rest, entry: named(entry), ...(beside !== undefined && { beside: named(beside) }) };
    }
    case 'clarify':
      return { ...verdict, candidates: verdict.candidates.map(named) };
    case 'none':
      return { ...verdict, nearest: verdict.nearest.map(named) };
  }
}
