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
/** In place of a unit: the letter goes. */
const SILENT = -1;
/** The sounds of the letters of the Thai block as UTF-16 units, by their place in it. */
const thaiSounds = Array.from({ length: 0x80 }, (_, place) => {
  const letter = String.fromCharCode(THAI_BEGINS + place);
  const sound = soundOf.get(letter) ?? letter;
  return sound === '' ? SILENT : sound.charCodeAt(0);
});

/** ห that only lends its tone class to the sonorant after it. */
const SILENT_HO = /ห(?=[งนมยลว])/g;

/** The sound skeleton of a normalised text: tone marks dropped, homophone letters and vowel lengths folded, silent ห gone. */
export function skeleton(text: string): string {
  const sounds: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sound = soundAt(text, at);
    if (sound !== SILENT) sounds.push(sound);
  }
  return textOf(sounds).replace(SILENT_HO, '');
}

function soundAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const place = unit - THAI_BEGINS;
  return place >= 0 && place < thaiSounds.length ? (thaiSounds[place] ?? unit) : unit;
}

/** So many arguments a call takes. */
const MOST = 10_000;

/** UTF-16 units as text. */
function textOf(units: readonly number[]): string {
  let text = '';
  for (let from = 0; from < units.length; from += MOST) text += String.fromCharCode(...units.slice(from, from + MOST));
  return text;
}
