/** Typing in the wrong keyboard layout, found and undone: Thai Kedmanee against US English. */
import { icuWords } from './segment.ts';

/** Key by key, without and with shift, in the rows of a keyboard. */
const ENGLISH = '`1234567890-=qwertyuiop[]\\asdfghjkl;\'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
const THAI = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ';

const thaiOf = new Map([...ENGLISH].map((key, at) => [key, THAI[at] ?? key]));
const englishOf = new Map([...THAI].map((key, at) => [key, ENGLISH[at] ?? key]));

const swap = (text: string, keys: ReadonlyMap<string, string>): string => Array.from(text, (key) => keys.get(key) ?? key).join('');

/** The Thai that the same keys write. */
export const toThaiKeys = (text: string): string => swap(text, thaiOf);

/** The English that the same keys write. */
export const toEnglishKeys = (text: string): string => swap(text, englishOf);

const THAI_LETTER = /[\u0e01-\u0e4e]/;

/** The share of a conversion that has to be known words before we believe it. */
const BELIEVED = 0.6;

/** A word that the caller knows, in lower case. */
export type Known = (word: string) => boolean;

/**
 * Undoes the wrong layout where that makes known words: a question wholly typed on English keys, English runs glued to
 * Thai letters, Thai runs that are English words. Known English words are never touched. `text` is as typed, not normalised:
 * shift matters.
 */
export function repairKeyboard(text: string, known: Known): string {
  if (!THAI_LETTER.test(text)) return repairWhole(text, known);
  return text
    .split(/(\s+)/)
    .map((chunk) => repairChunk(chunk, known))
    .join('');
}

function repairWhole(text: string, known: Known): string {
  if (coverage(text, known) >= BELIEVED) return text;
  const thai = toThaiKeys(text);
  return THAI_LETTER.test(thai) && coverage(thai, known) >= BELIEVED ? thai : text;
}

function repairChunk(chunk: string, known: Known): string {
  if (!THAI_LETTER.test(chunk)) return chunk;
  return /[a-z]/i.test(chunk) ? repairGlued(chunk, known) : repairThaiRun(chunk, known);
}

/** English keys at the start or end of Thai letters, such as "z^hบริหาร". */
function repairGlued(chunk: string, known: Known): string {
  const thai = chunk.replace(/[!-~]+/g, (run) => (/[a-z]/i.test(run) && !known(run.toLowerCase()) ? toThaiKeys(run) : run));
  return thai !== chunk && covered(thai, known) > covered(chunk, known) ? thai : chunk;
}

/** Thai keys that spell an English word, such as "ะำหะ". */
function repairThaiRun(chunk: string, known: Known): string {
  const english = toEnglishKeys(chunk);
  const readable = /^[a-z-]{3,}$/i.test(english) && coverage(english, known) === 1;
  return readable && covered(chunk, known) === 0 ? english : chunk;
}

/** How many letters of a text stand in known words of at least two letters. */
function covered(text: string, known: Known): number {
  const words = icuWords(text).filter((word) => word.length > 1 && known(word.toLowerCase()));
  return words.reduce((sum, word) => sum + word.length, 0);
}

function coverage(text: string, known: Known): number {
  const letters = text.replace(/[^\p{L}\p{M}]/gu, '').length;
  return letters === 0 ? 0 : covered(text, known) / letters;
}
