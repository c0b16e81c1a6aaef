/** A close look at one passage: how well it answers to a question, as a weighted sum of what speaks for it. */
import { readNumbers } from '../text/clauses.ts';
import type { Gram } from '../text/grams.ts';
import type { Postings } from './postings.ts';
import type { PassageQuery, Telling } from './retrieve-query.ts';

/** A passage's clean text without spaces between Thai letters. */
export interface Scanned {
  title: string;
  text: string;
  /** Distinct 3-grams of the title's sound. */
  titleSounds: readonly Gram[];
}

/** What is known about a question and one passage, each from 0 to 1. */
interface Closeness {
  /** Scores of the three indexes, each divided by its best. */
  words: number;
  grams: number;
  sounds: number;
  /** Share of the question's telling words that the passage holds. */
  wordCover: number;
  /** The same of its 3-grams, filler included. */
  gramCover: number;
  /** The highest share of them that stand together in one stretch of the text or in the title. */
  together: number;
  /** Share of its numbers. */
  numbers: number;
  /** Share of the title, by sound, that the question says. */
  title: number;
}

/** Trained on labelled questions, clean and misspelt, with held-out halves. */
const WEIGHTS: Closeness = { words: 2.5, grams: 4.5, sounds: 1, wordCover: 1.7, gramCover: 2.4, together: 4, numbers: 1.7, title: 1 };

/** A passage that was found, with its scores in the three indexes, each divided by the best there. */
export interface Near {
  at: number;
  words: number;
  grams: number;
  sounds: number;
}

interface Index {
  scanned: readonly Scanned[];
  words: Postings<string>;
  sounds: Postings<Gram>;
}

const NAMES = Object.keys(WEIGHTS) as (keyof Closeness)[];

/** How close a passage is to a question; higher is closer. */
export function closeness(index: Index, query: PassageQuery, near: Near): number {
  const features = closenessOf(index, query, near);
  return NAMES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
}

const NOTHING: Scanned = { title: '', text: '', titleSounds: [] };

function closenessOf(index: Index, query: PassageQuery, { at, words, grams, sounds }: Near): Closeness {
  const passage = index.scanned[at] ?? NOTHING;
  return {
    words,
    grams,
    sounds,
    wordCover: share(query.words, (word) => index.words.holds(at, word)),
    ...stand(query.grams, passage),
    numbers: numbersHeld(query.numbers, passage),
    title: titleSaid(index.sounds, query.sounds, passage.titleSounds),
  };
}

function numbersHeld(numbers: readonly string[], { title, text }: Scanned): number {
  if (numbers.length === 0) return 0;
  const held = readNumbers(`${title} ${text}`);
  return numbers.filter((number) => held.includes(number)).length / numbers.length;
}

function share(terms: Telling, held: (term: string) => boolean): number {
  let [mass, covered] = [0, 0];
  for (const [term, weight] of terms) {
    mass += weight;
    if (held(term)) covered += weight;
  }
  return mass === 0 ? 0 : covered / mass;
}

/** Keeps short titles from being said by chance, in how telling their 3-grams are. */
const SHORT_TITLE = 12;

function titleSaid(postings: Postings<Gram>, asked: ReadonlySet<Gram>, title: readonly Gram[]): number {
  let [mass, said] = [0, 0];
  for (const gram of title) {
    const weight = postings.idf(gram);
    mass += weight;
    if (asked.has(gram)) said += weight;
  }
  return said / (mass + SHORT_TITLE);
}

/** The share of terms that a passage holds, and that stand together; those in the title stand beside every stretch. */
function stand(terms: Telling, { title, text }: Scanned): Pick<Closeness, 'gramCover' | 'together'> {
  let [mass, always, covered] = [0, 0, 0];
  const places: Place[] = [];
  for (const [term, weight] of terms) {
    mass += weight;
    if (title.includes(term)) always += weight;
    else if (addPlaces(places, term, weight, text)) covered += weight;
  }
  if (mass === 0) return { gramCover: 0, together: 0 };
  return { gramCover: (always + covered) / mass, together: (always + densest(places.sort((a, b) => a.at - b.at))) / mass };
}

function addPlaces(places: Place[], term: string, weight: number, text: string): boolean {
  const before = places.length;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) places.push({ at, term, weight });
  return places.length > before;
}

/** The length of a stretch, in letters: about a sentence. */
const STRETCH = 100;

interface Place {
  at: number;
  term: string;
  weight: number;
}

/** The most that distinct terms weigh within one stretch; places in order. */
function densest(places: readonly Place[]): number {
  const inside = new Map<string, number>();
  let [best, weight, first] = [0, 0, 0];
  for (const place of places) {
    weight += enter(inside, place);
    for (let old = places[first]; old && old.at <= place.at - STRETCH; old = places[first]) {
      weight -= leave(inside, old);
      first += 1;
    }
    best = Math.max(best, weight);
  }
  return best;
}

/** Counts a term in; what it adds. */
function enter(inside: Map<string, number>, { term, weight }: Place): number {
  const count = inside.get(term) ?? 0;
  inside.set(term, count + 1);
  return count === 0 ? weight : 0;
}

/** Counts a term out; what that takes away. */
function leave(inside: Map<string, number>, { term, weight }: Place): number {
  const count = (inside.get(term) ?? 1) - 1;
  inside.set(term, count);
  return count === 0 ? weight : 0;
}
