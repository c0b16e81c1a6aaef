/** References into documents: "ข้อ 4.5.2", "มาตรา 8". */

const CLAUSE = /(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.])/g;
const SECTION = /(?:มาตรา|(?<![\u0e01-\u0e4e])ม\.?)\s?(\d{1,3})(?![\d.])/g;

/** The numbers of clauses ("4.5.2") and sections of laws ("8") that a normalised text names, without repeats. */
export const readClauses = (text: string): string[] => [
  ...new Set([...Array.from(text.matchAll(CLAUSE), (match) => match[0]), ...Array.from(text.matchAll(SECTION), (match) => match[1] ?? '')]),
];

const NUMBER = /\d+(?:[./:-]\d+)*/g;

/** All numbers of a clean text as written, without repeats: "4", "1/2560", "70:20:10". */
export const readNumbers = (text: string): string[] => [...new Set(Array.from(text.matchAll(NUMBER), (match) => match[0]))];
