/** Counts and numbered parts that a question asks for, and how a text gives them. */

/** Something that a question wants. */
export interface Want {
  /** In English, for those who look why nothing was answered. */
  what: string;
  /** A text that gives it matches. */
  holds: RegExp;
}

/** Any of some patterns. */
export const either = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'));

const DAYS = 'วัน|เดือน|สัปดาห์';
const HOURS = 'นาที|ชั่วโมง|ชม';
/** Things that are counted, not listed: their number stands beside them. */
const COUNTED = `คน|อัตรา|ราย|เมือง|จังหวัด|แห่ง|ฉบับ|รุ่น|เล่ม|mb|เม็ก|กิก|เครื่อง|เสียง|นาย|user|หน้า|รอบ|ครั้ง|คะแนน|%|เปอร์เซ็นต์|เปอร์เซ็น|เปอเซ็น|ปี|${DAYS}|${HOURS}`;
const HOW_MANY = new RegExp(`(?:กี่|how many )\\s?(${COUNTED})`, 'g');
const NUMBER_WORDS = 'ครึ่ง|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ';
const NUMBER = `(?:\\d[\\d.,:-]*|${NUMBER_WORDS})`;
const SHARES = 'ร้อยละ|%|เปอร์เซ็นต์|เปอร์เซ็น|เปอเซ็น';
const PEOPLE = 'คน|ราย|นาย|อัตรา|ตำแหน่ง|ท่าน';
const LIKE: Record<string, string> = {
  คน: PEOPLE,
  ราย: `${PEOPLE}|แห่ง|หน่วยงาน`,
  นาย: PEOPLE,
  อัตรา: PEOPLE,
  แห่ง: 'แห่ง|ราย|หน่วยงาน|กรม|กระทรวง',
  ครั้ง: 'ครั้ง|รอบ',
  รอบ: 'ครั้ง|รอบ',
  ...Object.fromEntries(SHARES.split('|').map((share) => [share, SHARES])),
  ...Object.fromEntries(DAYS.split('|').map((time) => [time, `${DAYS}|ปี`])),
  ...Object.fromEntries(HOURS.split('|').map((time) => [time, HOURS])),
};
/** How texts say that there is no number. */
const UNCOUNTED = 'ไม่(?:ได้)?(?:กำหนด|ระบุ|จำกัด|บอก)|โดยเร็ว|โดยพลัน|ทันที|ไม่มี(?:กำหนด|กรอบเวลา)|\\d+:\\d+';

/** Spans of time: their number stands before them, or it is a date. */
const TIMES = new Set([...DAYS.split('|'), ...HOURS.split('|'), 'ปี']);

function besideNumber(thing: string): RegExp {
  const names = LIKE[thing] ?? thing;
  if (TIMES.has(thing)) return either(`(?<!\\d)(?:\\d{1,3}|${NUMBER_WORDS})\\s?(?:${names})`, UNCOUNTED);
  return either(`${NUMBER}\\s?(?:กว่า|ล้าน|แสน|หมื่น|พัน)?\\s?(?:${names})`, `(?:${names})(?:ที่|ละ)?\\s?(?:ร้อยละ\\s?)?${NUMBER}`, UNCOUNTED);
}

/** Parts of documents and plans that carry a number: "ยุทธศาสตร์ที่ 5", "หมวด 6". */
const PARTS = 'มาตรา|ข้อ|หมวด|ส่วน|ยุทธศาสตร์|กลยุทธ์|หมุดหมาย|ระยะ|ระดับ|กลุ่ม|มิติ|ตาราง|ฉบับ|หลักการ|ด้าน|ลำดับ|รุ่น|ครั้ง|เป้าหมาย|ปี';
const NUMBERED = new RegExp(
  `(${PARTS})(?:\\S{0,12}?(?<!หน้า)ที่|(?<=มาตรา|ข้อ|หมวด|ยุทธศาสตร์|กลยุทธ์|หมุดหมาย))\\s?\\(?(\\d{1,3}(?:\\.\\d+)*)(?![\\d-])`,
  'g',
);

/** The part itself, an item of that number in a list, or a whole of at least as many parts. */
function holdsPart(part: string, number: string): RegExp {
  const exact = number.replaceAll('.', '\\.');
  return either(
    `(?:${part === 'ข้อ' ? PARTS : part})[^\\d\\n]{0,20}(?<!\\d)${exact}(?!\\d)`,
    `(?:มาตรา|ข้อ)[\\d\\s.,และถึงหรือ-]{0,40}(?<!\\d)${exact}(?!\\d)`,
    ...countTo(Number(number)),
    ...countFrom(Number(number)).map((whole) => `(?<![\\d.])${whole}\\s?(?:${part})`),
  );
}

/** The numbers of a list, one after another, up to a whole one. */
function countTo(last: number): string[] {
  const numbers = Array.from({ length: Math.min(last, MOST_PARTS) }, (_, at) => `(?<![\\d.])${at + 1} `);
  return Number.isInteger(last) && last <= MOST_PARTS && last > 1 ? [numbers.join('[^\\n]*?')] : [];
}

/** All counts from a number on. */
const countFrom = (first: number): number[] => Array.from({ length: MOST_PARTS }, (_, at) => at + 1).filter((count) => count >= first);

/** A list longer than this is not counted. */
const MOST_PARTS = 15;

/** "กี่คน", "กี่วัน": a number beside the thing, or word that there is none. */
export const countsIn = (question: string): Want[] =>
  Array.from(question.matchAll(HOW_MANY), ([, thing = '']) => ({ what: `a number of ${thing}`, holds: besideNumber(thing) }));

/** "มาตรา 12", "ยุทธศาสตร์ที่ 5": that very part. */
export const partsIn = (question: string): Want[] =>
  Array.from(question.matchAll(NUMBERED), ([, part = '', number = '']) => ({ what: `${part} ${number}`, holds: holdsPart(part, number) }));
