/** Small numbers in questions: years counted from a beginning ("ปี 3-5"), stages, ordinals. */

/** Both ends included; a single number has both ends the same. */
export interface Span {
  from: number;
  to: number;
}

const COUNTED_YEARS = /ปี\s?(?:ที่\s?)?(\d{1,2})(?![\d/.:])(?:\s?(?:-|ถึง|to|กับ|และ)\s?(?:ปี\s?)?(?:ที่\s?)?(\d{1,2})(?![\d/.:]))?/g;
/** Years named without the word: after others ("ปี 1-2 กับ 3-5"), or alone ("3-5 ล่ะ"). */
const MORE_YEARS = /(ปี\s?(?:ที่\s?)?\d{1,2}(?:-\d{1,2})?\s?(?:กับ|และ|ไป|หรือ|เทียบ|vs|,)\s?)(?=\d{1,2}-\d{1,2}(?![\d/.:-]))/g;
const FIRST_YEARS = /^(?=\d{1,2}-\d{1,2}\s?(?:ห?ล่?ะ|$))/;
const STAGE = /(?:ระยะ|ช่วง|phase|เฟส)\s?(?:ที่\s?)?(\d(?![\d-])|หนึ่ง|สอง|สาม)(?!\s?(?:ปี|เดือน|สัปดาห์|วัน))/g;
const IN_WORDS: Record<string, number> = { หนึ่ง: 1, สอง: 2, สาม: 3 };
const HIGHEST_YEAR = 10;

/** "ปีที่ 1-2", "ปี 3 ถึง 5", "ปีที่ 7" in a normalised text. Calendar years (ปี 60) are none of these. */
export const countedYears = (text: string): Span[] =>
  Array.from(withAllYears(text).matchAll(COUNTED_YEARS), ([, from, to]) => ({ from: Number(from), to: Number(to ?? from) })).filter(
    (span) => span.from >= 1 && span.to <= HIGHEST_YEAR && span.from <= span.to,
  );

/** A normalised text with the word for year where it was left out. */
export const withAllYears = (text: string): string => text.replace(FIRST_YEARS, 'ปี ').replace(MORE_YEARS, '$1ปี ');

/** The numbers of stages: "ระยะที่ 2", "ช่วง 1", "phase 3", "เฟสสอง". */
export const stages = (text: string): number[] => Array.from(text.matchAll(STAGE), ([, number = '']) => IN_WORDS[number] ?? Number(number));

/** A normalised text without counted years and stages. */
export const withoutSpans = (text: string): string => withAllYears(text).replace(COUNTED_YEARS, ' ').replace(STAGE, ' ');
