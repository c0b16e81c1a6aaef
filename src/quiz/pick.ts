/** Which items an attempt holds. Pure: chance comes in. */
import type { ItemRef, QuizDomain } from '../dialog/types.ts';
import { shuffle } from './item.ts';

export interface Candidate extends ItemRef {
  domain: QuizDomain;
  /** When this person answered it last. */
  answeredAt?: Date;
}

/** The same item does not come back to the same person within this time while there are others. */
export const REST_DAYS = 30;

/**
 * Picks up to `length` different items: rested or new ones first, and of those as many domains as can be. Returns fewer
 * where there are fewer.
 */
export function pick(candidates: readonly Candidate[], length: number, now: Date, random: () => number): ItemRef[] {
  const restedBefore = now.getTime() - REST_DAYS * 86_400_000;
  const isFresh = ({ answeredAt }: Candidate) => answeredAt === undefined || answeredAt.getTime() < restedBefore;
  const shuffled = shuffle(candidates, random);
  const fresh = byTurns(shuffled.filter(isFresh));
  const tired = shuffled
    .filter((candidate) => !isFresh(candidate))
    .sort((a, b) => (a.answeredAt?.getTime() ?? 0) - (b.answeredAt?.getTime() ?? 0));
  return [...fresh, ...tired].slice(0, length).map(({ id, version }) => ({ id, version }));
}

/** One of each domain, then a second of each, and so on. */
function byTurns(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<QuizDomain, number>();
  const rounds = candidates.map((candidate) => {
    const round = seen.get(candidate.domain) ?? 0;
    seen.set(candidate.domain, round + 1);
    return { candidate, round };
  });
  return rounds.sort((a, b) => a.round - b.round).map(({ candidate }) => candidate);
}
