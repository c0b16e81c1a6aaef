/** Text without the signs that only divide: what words and grams are taken from. */

/** Abbreviations written with dots: ก.พ.ร., พ.ร.บ., at the beginning of a word. */
const DOTTED = /(?<![\u0e01-\u0e4e])(?:[ก-ฮ]\.\s?){2,}(?:[ก-ฮ](?![\u0e01-\u0e4e]))?|(?<![\u0e01-\u0e4e])[ก-ฮ]\.[ก-ฮ](?![\u0e01-\u0e4e.])/g;

const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;

/** Letters of other scripts, and signs: most texts hold neither. */
const OTHERS = '[^ a-z\\d\\u0e01-\\u0e3a\\u0e40-\\u0e4e]';
const HOLDS_OTHERS = new RegExp(OTHERS);
const EACH_OTHER = new RegExp(OTHERS, 'gu');
const LETTER = /[\p{L}\p{M}\p{N}\s]/u;

const BORDER = /(?<=[\u0e01-\u0e4e])(?=[a-z\d])|(?<=[a-z\d])(?=[\u0e01-\u0e4e])/g;

/** Takes a normalised text; joins dotted abbreviations, drops dividing signs, and puts spaces between scripts. */
export function plain(text: string): string {
  const signless = HOLDS_OTHERS.test(text) ? withoutSigns(text) : text;
  return signless.replace(BORDER, ' ').trim();
}

const withoutSigns = (text: string): string =>
  text
    .replace(DOTTED, (short) => ` ${short.replace(/[.\s]/g, '')} `)
    .replace(THOUSANDS, '$1')
    .replace(EACH_OTHER, (sign, at: number, whole: string) => (LETTER.test(sign) || betweenDigits(whole, at) ? sign : ' '))
    .replace(/\s+/g, ' ');

/** Signs that stay between digits (3.8.7, 70:20:10, 3-5, 26/9) and turn into a space elsewhere. */
const betweenDigits = (text: string, at: number): boolean =>
  '.:/-'.includes(text[at] ?? ' ') && isDigit(text[at - 1]) && isDigit(text[at + 1]);

const isDigit = (letter: string | undefined): boolean => letter !== undefined && letter >= '0' && letter <= '9';
