/** How a text sounds, coarsely: what people keep when they misspell. */

/** Letters that sound alike, as [letters, the one that stands for them]. Marks that carry tone or silence go. */
const ALIKE: readonly [string, string][] = [
  ['่้๊๋็์ๆฺํ', ''],
  ['ใ', 'ไ'],
  ['ศษซ', 'ส'],
  ['ณ', 'น'],
  ['ญ', 'ย'],
  ['ฎ', 'ด'],
  ['ฏ', 'ต'],
  ['ถธฐฒฑ', 'ท'],
  ['ขฆฃฅ', 'ค'],
  ['ภผ', 'พ'],
  ['ฝ', 'ฟ'],
  ['ฉฌ', 'ช'],
  ['ฬร', 'ล'],
  ['าั', 'ะ'],
  ['ี', 'ิ'],
  ['ื', 'ึ'],
  ['ู', 'ุ'],
];

const soundOf = new Map(ALIKE.flatMap(([letters, sound]) => [...letters].map((letter) => [letter, sound] as const)));

/** ห that only lends its tone class to the sonorant after it. */
const SILENT_HO = /ห(?=[งนมยลว])/g;

/** The sound skeleton of a normalised text: tone marks dropped, homophone letters and vowel lengths folded, silent ห gone. */
export function skeleton(text: string): string {
  let sounds = '';
  for (const letter of text) sounds += soundOf.get(letter) ?? letter;
  return sounds.replace(SILENT_HO, '');
}
