/** Small numbers in questions: years counted from a beginning ("ปี 3-5"), stages, ordinals. */

/** Both ends included; a single number has both ends the same. */
export interface Span {
  from: number;
  to: number;
}

const COUNTED_YEARS = /ปี\s?(?:ที่\s?)?(\d{1,2})(?![\d/.:])(?:\s?(?:-|ถึง|to|กับ|และ)\s?(?:ปี\s?)?(?:ที่\s?)?(\d{1,2})(?![\d/.:]))?/g;
const STAGE = /(?:ระยะ|ช่วง|phase|เฟส)\s?(?:ที่\s?)?(\d)(?![\d-])/g;
const HIGHEST_YEAR = 10;

/** "ปีที่ 1-2", "ปี 3 ถึง 5", "ปีที่ 7" in a normalised text. Calendar years (ปี 60) are none of these. */
export const countedYears = (text: string): Span[] =>
  Array.from(text.matchAll(COUNTED_YEARS), ([, from, to]) => ({ from: Number(from), to: Number(to ?? from) })).filter(
    (span) => span.from >= 1 && span.to <= HIGHEST_YEAR && span.from <= span.to,
  );

/** The numbers of stages: "ระยะที่ 2", "ช่วง 1", "phase 3". */
export const stages = (text: string): number[] => Array.from(text.matchAll(STAGE), ([, number]) => Number(number));

/** A normalised text without counted years and stages. */
export const withoutSpans = (text: string): string => text.replace(COUNTED_YEARS, ' ').replace(STAGE, ' ');
