/** Finding known names in text: exactly, and by sound for names long enough not to be hit by chance. */
import { skeleton } from '../text/skeleton.ts';
import { isName, makeSplitter } from '../text/split.ts';
import type { Lexicon } from './lexicon.ts';

/** A clean text with how it sounds, worked out when it is first asked for. */
export interface Heard {
  clean: string;
  sound(): string;
}

/** Makes it. */
export function hear(clean: string): Heard {
  let sound: string | undefined;
  return {
    clean,
    sound: () => {
      sound ??= skeleton(clean);
      return sound;
    },
  };
}

export interface Finder<Id> {
  /** The ids whose names stand in a text or are among its words, without repeats. */
  find(heard: Heard, words?: readonly string[]): Id[];
  /** The text without those names. */
  without(clean: string): string;
}

/** Shortest name, in letters of its skeleton, that is also searched by sound. */
const BY_SOUND = 6;

/** Makes a finder. Where several ids share a name the first has it. */
export function makeFinder<Id>(lexicon: Lexicon, named: readonly { id: Id; names: readonly string[] }[]): Finder<Id> {
  const idOf = new Map<string, Id>();
  const idOfSound = new Map<string, Id>();
  for (const { id, names } of named) {
    for (const name of names.map(lexicon.clean).filter((name) => name.length > 1)) {
      if (!idOf.has(name)) idOf.set(name, id);
      const sound = skeleton(name);
      if (sound.length >= BY_SOUND && !idOfSound.has(sound)) idOfSound.set(sound, id);
    }
  }
  const written = makeSplitter([...idOf.keys()]);
  const heard = makeSplitter([...idOfSound.keys()]);
  const hits = (clean: string) => written.find(clean).flatMap((name) => idOf.get(name) ?? []);
  const soundHits = (sound: string) => heard.find(sound).flatMap((name) => idOfSound.get(name) ?? []);
  return {
    find: ({ clean, sound }, words = []) => {
      const found = [...hits(clean), ...words.flatMap((word) => idOf.get(word) ?? [])];
      return [...new Set(found.length > 0 ? found : soundHits(sound()))];
    },
    without: (clean) =>
      written
        .split(clean)
        .map((piece, at) => (isName(at) ? ' ' : piece))
        .join(''),
  };
}
