/** How much of a question an entry covers, and how alike it is to the ways the entry is asked for. */
import { grams } from '../text/grams.ts';
import { skeleton } from '../text/skeleton.ts';
import { eachPlace, IN_CORE, type Indexed, type Places } from './indexed.ts';
import type { AskedWord } from './phrases.ts';
import type { Question } from './question.ts';

const BEYOND = 0.5;

/**
 * How alike a question and one of an entry's views are, by what their shared terms tell: what the question has beyond the
 * view counts in full against it, what the view has beyond the question only in part (Tversky's index).
 */
export const alike = (shared: number, asked: number, view: number): number =>
  shared === 0 ? 0 : shared / (Math.max(asked, shared) + BEYOND * Math.max(0, view - shared));

/** What an entry sounds like beside a question. */
export interface SoundLikeness {
  /** Likeness to the nearest view. */
  view: number;
  /** The shares of the question's sounds, by how telling they are, that the entry holds, and that its title and answer hold. */
  cover: number;
  core: number;
}

/** Compares the sounds of a question and an entry. */
export function soundLikeness({ sounds: { telling, mass } }: Question, { views, sounds }: Indexed): SoundLikeness {
  const shared = new Float64Array(views.length);
  let [covered, told] = [0, 0];
  for (const [gram, weight] of telling) {
    const places = sounds.get(gram);
    if (places === undefined) continue;
    covered += weight;
    if (places & IN_CORE) told += weight;
    give(shared, places & ~IN_CORE, weight);
  }
  const view = views.reduce((best, one, at) => Math.max(best, alike(shared[at] ?? 0, mass, one.mass)), 0);
  return mass === 0 ? { view, cover: 0, core: 0 } : { view, cover: covered / mass, core: told / mass };
}

const give = (shared: Float64Array, places: Places, weight: number): void =>
  eachPlace(places, (at) => {
    shared[at] = (shared[at] ?? 0) + weight;
  });

/** What a word said otherwise counts against the word itself. */
export const OTHERWISE = 0.8;

/** How far a set of words holds a word of a question, as such or said otherwise. */
function holds(held: Indexed['words'], { text, others }: AskedWord): number {
  if (held.has(text)) return 1;
  return others.some((other) => other.every((part) => held.has(part))) ? OTHERWISE : 0;
}

/** What a question says and an entry does not. */
export interface Unheld {
  /** How many of its telling words that other entries say, at most 4; none that the entry holds by sound. */
  unheld: number;
  /** How many of its Latin words, where the rest is Thai. */
  latin: number;
  /** How many of its numbers. */
  numbersUnheld: number;
}

/** More words than these say no more. */
const MOST_UNHELD = 4;
/** Words of which the entry holds this share of sounds are only spelt otherwise. */
const BY_SOUND = 0.5;
const THAI = /[\u0e01-\u0e2e]/;
const LATIN = /^[a-z]/;
const DIGIT = /^\d/;

/** Counts it; `words` are those of the question's telling words that matter. */
export function unheld({ clean, entities, numbers, amounts }: Question, words: readonly AskedWord[], entry: Indexed): Unheld {
  const missing = runsOf(words, (word) => !DIGIT.test(word.text) && holds(entry.words, word) === 0)
    .filter((run) => !soundsHeld(run.map((word) => word.text).join(''), entry))
    .flat();
  // A year that the entry knows may be written otherwise there.
  const counted = entities.years.every((year) => entry.years.has(year)) ? amounts : numbers;
  return {
    unheld: Math.min(MOST_UNHELD, missing.filter((word) => word.known).length),
    latin: THAI.test(clean) ? missing.filter((word) => LATIN.test(word.text)).length : 0,
    numbersUnheld: counted.filter((number) => !entry.clean.includes(number)).length,
  };
}

/** A misspelt word falls into several: words one after another that are all missing belong together. */
function runsOf(words: readonly AskedWord[], isMissing: (word: AskedWord) => boolean): AskedWord[][] {
  const runs: AskedWord[][] = [[]];
  for (const word of words) {
    if (isMissing(word)) runs.at(-1)?.push(word);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs;
}

function soundsHeld(text: string, { sounds }: Indexed): boolean {
  const heard = grams(skeleton(text));
  return heard.length > 0 && heard.filter((gram) => sounds.has(gram)).length >= BY_SOUND * heard.length;
}

const massOf = (words: readonly AskedWord[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

/** The share of some telling words of a question, by how telling they are, that an entry holds as such or said otherwise; 0 for no words. */
export function wordCover(words: readonly AskedWord[], { words: held }: Indexed): number {
  const mass = massOf(words);
  return mass === 0 ? 0 : words.reduce((sum, word) => sum + holds(held, word) * word.weight, 0) / mass;
}

/** Likeness to the nearest view, by words. */
export function bestViewByWords({ words }: Question, { views, viewsSaying }: Indexed): number {
  const said = new Float64Array(views.length);
  for (const { text, others, weight } of words) {
    const exactly = viewsSaying.get(text) ?? 0;
    give(said, exactly, weight);
    give(said, holdingAny(viewsSaying, others) & ~exactly, OTHERWISE * weight);
  }
  const mass = massOf(words);
  return views.reduce((best, { wordMass }, at) => Math.max(best, alike(said[at] ?? 0, mass, wordMass)), 0);
}

/** The views that hold all parts of any of some phrases. */
const holdingAny = (viewsSaying: Indexed['viewsSaying'], phrases: readonly (readonly string[])[]): Places =>
  phrases.reduce((any, parts) => any | (parts.length === 0 ? 0 : parts.reduce((all, part) => all & (viewsSaying.get(part) ?? 0), -1)), 0);

/** How many of an entry's ways of being asked make an intent its own. */
const HALF = 2;

/** Whether an entry is asked for in the way in which the question asks: who, when, how many. */
export const sameIntent = ({ intents }: Question, { intents: held }: Indexed): number =>
  intents.length === 0 ? 0 : intents.reduce((sum, intent) => sum + Math.min(1, HALF * (held.get(intent) ?? 0)), 0) / intents.length;

/** Keeps titles of one or two words from being said by chance. */
const SHORT_TITLE = 4;

/** The share of an entry's title, by how telling its words are, that a question says as such or otherwise. */
export function titleSaid({ bags }: Question, { title }: Indexed): number {
  let said = 0;
  for (const [word, weight] of title.telling) said += Math.min(1, bags.words.get(word) ?? 0) * weight;
  return said / (title.mass + SHORT_TITLE);
}
