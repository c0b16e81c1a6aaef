/** Text without the signs that only divide: what words and grams are taken from. */

/** Abbreviations written with dots: ก.พ.ร., พ.ร.บ., at the beginning of a word. */
const DOTTED = /(?<![\u0e01-\u0e4e])(?:[ก-ฮ]\.\s?){2,}(?:[ก-ฮ](?![\u0e01-\u0e4e]))?|(?<![\u0e01-\u0e4e])[ก-ฮ]\.[ก-ฮ](?![\u0e01-\u0e4e.])/g;

const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;

/** Signs that stay between digits (3.8.7, 70:20:10, 3-5, 26/9) and turn into a space elsewhere. */
const SIGN = /(?<=\d)[.:/-](?=\d)|[^\p{L}\p{M}\p{N}\s]/gu;

const BORDER = /(?<=[\u0e01-\u0e4e])(?=[a-z\d])|(?<=[a-z\d])(?=[\u0e01-\u0e4e])/g;

/** Most texts are nothing but Thai letters, marks and single spaces. */
const NOTHING_TO_DO = /^(?: ?[\u0e01-\u0e3a\u0e40-\u0e4e])*$/;

/** Takes a normalised text; joins dotted abbreviations, drops dividing signs, and puts spaces between scripts. */
export function plain(text: string): string {
  if (NOTHING_TO_DO.test(text)) return text.trim();
  return text
    .replace(DOTTED, (short) => ` ${short.replace(/[.\s]/g, '')} `)
    .replace(THOUSANDS, '$1')
    .replace(SIGN, (sign, at: number, whole: string) => (betweenDigits(whole, at) ? sign : ' '))
    .replace(BORDER, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const isDigit = (letter: string | undefined): boolean => letter !== undefined && letter >= '0' && letter <= '9';

const betweenDigits = (text: string, at: number): boolean =>
  '.:/-'.includes(text[at] ?? ' ') && isDigit(text[at - 1]) && isDigit(text[at + 1]);
