/** Finds what must not stand in published text: names of people, telephone numbers, e-mail and street addresses. */

export type PersonalKind = 'name' | 'telephone number' | 'e-mail address' | 'street address';

export interface PersonalData {
  kind: PersonalKind;
  /** The letters that gave it away; digits as Arabic ones. */
  found: string;
}

const words = new Intl.Segmenter('th', { granularity: 'word' });

const CIVIL = new Set(['นาย', 'นาง', 'นางสาว', 'เด็กชาย', 'เด็กหญิง']);

/** What follows นาย or นาง in the name of an office, a trade or a saying. Those that ICU knows whole (นายก, นายจ้าง) need no place here. */
const OFFICES = new Set(
  'ทะเบียน อำเภอ จ้าง ประกัน หน้า ช่าง แพทย์ ทหาร ตำรวจ เวร สถานี ด่าน เรือ ท้าย ตรวจ อากร ธนาคาร ไปรษณีย์ สนาม ท่า คลัง ทุน แห่ง พยาบาล งาม ฟ้า แบบ'.split(
    ' ',
  ),
);

/** Where a title in short letters begins: after no other letter of an abbreviation (พ.ศ., สดร.), or after one of these words. */
const BEFORE = '(?<=^|[^\u0e01-\u0e4e.]|โดย|และ|กับ|ของ|คือ|ถึง|เรียน|ท่าน|ให้|แก่|หรือ)';

/** A Thai word begins with a consonant or a leading vowel. */
const NAME = '[ก-ฮเ-ไ][\u0e01-\u0e4e]+';
const ACADEMIC = String.raw`(?:รศ|ผศ|ศ|ดร|นพ|พญ|ทพ)\.`;
const NOBLE = String.raw`ม\.\s?(?:[จล]|ร\.\s?ว)\.|น\.\s?ส\.|ด\.\s?[ชญ]\.`;
const FORCES = String.raw`พล\.\s?(?:ต\.\s?|ร\.\s?|อ\.\s?)?[อทตร]\.|พ\.\s?(?:ต\.\s?)?[อทต]\.|น\.\s?[อทต]\.|ร\.\s?(?:ต\.\s?)?[อทต]\.|จ\.\s?ส\.\s?[อทต]\.|[สด]\.\s?ต\.\s?[อทต]?\.?`;
const RANK = '(?:ว่าที่\\s?)?(?:พล|พัน|ร้อย|นาวา|เรือ)(?:ตำรวจ|อากาศ)?(?:เอก|โท|ตรี)|พลตำรวจ(?:เอก|โท|ตรี)|หม่อม(?:เจ้า|หลวง|ราชวงศ์)|คุณหญิง|ท่านผู้หญิง';

const TITLED = [
  new RegExp(`${BEFORE}(?:${ACADEMIC}|${NOBLE}|${FORCES})\\s?(?:ดร\\.\\s?)?${NAME}`),
  new RegExp(`(?:${RANK})\\s?${NAME} ${NAME}`),
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+[A-Z][a-z]+/,
];

const TELEPHONE = [
  /(?:โทรศัพท์|โทรสาร|โทร|แฟกซ์|แฟ็กซ์|tel|phone|fax|มือถือ)[.:\s]*(?:หมายเลข\s*)?\+?\d[\d\s-]{2,}/i,
  /(?<![\d./-])(?:\+66|0)[\s-]?\d{1,2}[\s-]?\d{3,4}[\s-]?\d{3,4}(?![\d./])/,
];

const E_MAIL = [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/];

const ADDRESS = [
  /เลขที่\s?\d+(?:\/\d+)?\s?(?:หมู่|ม\.|ซอย|ซ\.|ถนน|ถ\.|อาคาร|ชั้น|แขวง|ตำบล)/,
  /\d+(?:\/\d+)?\s(?:หมู่(?:ที่)?\s?\d|ซอย|ถนน|ถ\.)\s?[ก-ฮเ-ไ]/,
  /ถนน\S+\s(?:แขวง|เขต|ตำบล|อำเภอ|จังหวัด|กรุงเทพ|กทม)/,
  /(?:กรุงเทพ[ฯก-ฮ\u0e30-\u0e4e]*|กทม\.?|จังหวัด[ก-ฮ\u0e30-\u0e4e]+|จ\.\s?[ก-ฮเ-ไ\u0e30-\u0e4e]+)\s[1-9]\d{4}(?!\d)/,
];

/**
 * Personal data in a text, one of each kind at most. People are known by a title before the name (นาย, ดร., พล.อ., Mr);
 * a name without one is not seen, nor is คุณ read as a title. Made for published text: it errs towards finding.
 */
export function personalData(text: string): PersonalData[] {
  const digits = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  return [
    ...one('name', civilName(digits) ?? first(digits, TITLED)),
    ...one('telephone number', first(digits, TELEPHONE)),
    ...one('e-mail address', first(digits, E_MAIL)),
    ...one('street address', first(digits, ADDRESS)),
  ];
}

const one = (kind: PersonalKind, found: string | undefined): PersonalData[] => (found === undefined ? [] : [{ kind, found }]);

const first = (text: string, patterns: readonly RegExp[]): string | undefined =>
  patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])[0];

/** A civil title that stands as a word of its own before a Thai word that makes no office of it. */
function civilName(text: string): string | undefined {
  if (!/นาย|นาง|เด็ก/.test(text)) return undefined;
  const cut = [...words.segment(text)].map(({ segment }) => segment);
  const at = cut.findIndex((word, index) => {
    const next = cut[index + 1] === ' ' ? cut[index + 2] : cut[index + 1];
    return CIVIL.has(word) && cut[index - 1] !== 'เจ้า' && /^[ก-ฮเ-ไ]/.test(next ?? '') && !OFFICES.has(next ?? '');
  });
  return at < 0
    ? undefined
    : cut
        .slice(at, at + 5)
        .join('')
        .trim();
}
