/** The agency that somebody means by what they typed. */
import { type Gram, grams } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import { plain } from '../text/plain.ts';
import { skeleton } from '../text/skeleton.ts';
import type { Agency } from './knowledge.ts';

/** Least likeness (Dice of 3-grams by sound) at which a misspelt name is taken for a known one. */
const ALIKE = 0.6;

/** The official name and true, or the text as typed (trimmed) and false. Knows abbreviations, everyday names and misspellings. */
export function matchAgency(agencies: readonly Agency[], typed: string): { name: string; known: boolean } {
  const key = keyOf(typed);
  if (key === '') return { name: typed.trim(), known: false };
  const exact = agencies.find((agency) => namesOf(agency).some((name) => keyOf(name) === key));
  const name = exact?.name ?? closest(agencies, key);
  return name === undefined ? { name: typed.trim(), known: false } : { name, known: true };
}

function closest(agencies: readonly Agency[], key: string): string | undefined {
  const asked = gramsOf(key);
  const scored = agencies.flatMap((agency) =>
    namesOf(agency).map((name) => ({ name: agency.name, likeness: dice(asked, gramsOf(keyOf(name))) })),
  );
  const best = scored.reduce((high, one) => (one.likeness > high.likeness ? one : high), { name: '', likeness: 0 });
  return best.likeness >= ALIKE ? best.name : undefined;
}

const namesOf = (agency: Agency): string[] => [agency.name, agency.name.replace(/\s*\(.*\)$/, ''), ...agency.short];
const keyOf = (name: string): string => plain(normalise(name)).replaceAll(' ', '');
const gramsOf = (key: string): Set<Gram> => new Set(grams(skeleton(key)));

function dice(one: Set<Gram>, other: Set<Gram>): number {
  const shared = [...one].filter((gram) => other.has(gram)).length;
  return (2 * shared) / (one.size + other.size || 1);
}
