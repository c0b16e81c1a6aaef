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

const THAI_BEGINS = 0x0e00;
/** The sounds of the letters of the Thai block, by their place in it. */
const thaiSounds = Array.from({ length: 0x80 }, (_, place) => {
  const letter = String.fromCharCode(THAI_BEGINS + place);
  return soundOf.get(letter) ?? letter;
});

/** ห that only lends its tone class to the sonorant after it. */
const SILENT_HO = /ห(?=[งนมยลว])/g;

/** The sound skeleton of a normalised text: tone marks dropped, homophone letters and vowel lengths folded, silent ห gone. */
export function skeleton(text: string): string {
  let sounds = '';
  for (let at = 0; at < text.length; at += 1) sounds += thaiSounds[text.charCodeAt(at) - THAI_BEGINS] ?? text[at];
  return sounds.replace(SILENT_HO, '');
}
