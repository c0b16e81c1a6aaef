/** What a question asks for that its answer has to hold: amounts, counts, penalties, office-holders, ways in, numbered parts. */

/** A kind of thing: the words that ask for it, and the signs of a text that gives it. */
interface Want {
  asks: RegExp;
  gives: RegExp;
}

/** No text gives it. */
const NEVER = /(?!)/;

const either = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'));

const HOW_MUCH = '(?:เท่าไ|เท่าใด|กี่|วงเงิน|how much)';
const OFFICE = '(?:ผอ|ผู้อำนวยการ|รัฐมนตรี|รมว|รมต|อธิบดี|เลขาธิการ|นายก|ประธาน|หัวหน้า|ปลัด|ผู้ว่า|ผู้บริหาร|ผู้จัดการ|ผู้ลงนาม|เจ้าหน้าที่|director|minister)';
/** The time of asking, of which documents know nothing. */
const NOW = '(?:ตอนนี้|ปัจจุบัน|ขณะนี้|ล่าสุด|คนใหม่|ชุดใหม่|ปีนี้|ปีล่าสุด)';

/** Matters that only a text speaking of them can answer. */
const SAME_WORDS = [
  /โอที(?!่)/,
  /โบนัส/,
  /ลา(?:ป่วย|คลอด|พัก|กิจ|บวช)/,
  /ทวีคูณ|บำนาญ/,
  /เลื่อน(?:เงินเดือน|ขั้น)/,
  /วิทยฐานะ/,
  /เกษียณแล้ว/,
  /ชนะรางวัล/,
  /องค์ประชุม/,
  /วาระการดำรง|คราวละ/,
  /ข้อสอบ(?:ออก|มี|กี่)/,
  /สอบ(?:ไม่ผ่าน|จบ)/,
  /ต่อสัญญา|ต่ออายุ|หมดอายุ/,
];

const WANTS: readonly Want[] = [
  {
    asks: either(
      `(?:งบ|(?<!คุ้ม|มูล|ล้ำ|เพิ่ม)ค่า(?!นิยม|คะแนน|เป้า|เฉลี่ย|น้ำหนัก|มาตรฐาน|ดัชนี|ร้อยละ)|ราคา|(?<!การ)เงิน|เบี้ย|รายได้|\\b(?:budget|cost|price|fee|salary)\\b).{0,40}${HOW_MUCH}`,
      `(?:หัว|เดือน|คน|ครั้ง)ละ(?:เท่าไ|กี่(?:บาท|ตัง))`,
      'เงินเดือน|เงินประจำตำแหน่ง|เบี้ยเลี้ยง|เบี้ยประชุม|เงินเพิ่ม|ค่าตอบแทน|\\bsalary\\b',
    ),
    gives: /(?<!บท)บาท|ล้าน|งบ|ค่าใช้จ่าย|ค่าตอบแทน|เงินเดือน|เงินเพิ่ม/,
  },
  { asks: /(?:กี่|เท่าไ\S{0,3})\s?(?:บาท|ล้าน|แสน|ตังค์?)|วงเงิน/, gives: /(?<!บท)บาท|ล้าน|วงเงิน/ },
  {
    asks: /(?:บท|มี|รับ|โดน|กำหนด|มา)\s?โทษ|โทษ(?:อะไร|หนัก|ปรับ|เท่า|กี่|ไง|ยังไง)|ติดคุก|จำคุก|โดนปรับ|ค่าปรับ|ปรับ(?:เท่าไ|กี่|วันละ|ร้อยละ)|ผิดวินัย|วินัยร้ายแรง|ลงโทษ|หักคะแนน|ไล่ออก|ออกจากราชการ|ชดใช้|penalt/,
    gives: /โทษ|คุก|ค่าปรับ|โดนปรับ|วินัย|ความผิด|ชดใช้/,
  },
  { asks: /อุทธรณ์/, gives: /อุทธรณ์/ },
  {
    asks: /download|ดาวน์โหลด|โหลด(?:ได้|ตรง|ที่|จาก|แอป|แบบ)|ขอลิงก์?|ลิ(?:ง|้ง)(?:ก์)?(?:ไหน|หน่อย)|\burl\b|เว็บ(?:ไหน|อะไร)/,
    gives: /โหลด|ลิงก์|เว็บ|url|เผยแพร่/,
  },
  { asks: /รหัสผ่าน|พาสเวิ|password|username|log ?in|ล็อกอิน|ลืมรหัส|(?:สมัคร|เปิด)\s?account/, gives: /รหัสผ่าน|password|username|ล็อกอิน/ },
  {
    asks: /สมัคร?(?!รใจ|ใจ|รเล่น)(?:ยังไง|ที่|ได้|เรียน|สอบ|อบรม|แอป|ประเมิน|เมื่อ|ทำ|\s)|รับสมัคร?|เปิดรับ|ปิดรับ|ค่าลงทะเบียน/,
    gives: /สมัคร|ลงทะเบียน|เปิดรับ|เสนอตัว/,
  },
  { asks: /แบบฟอร์?ม(?:ไหน|อะไร|เลข|หน่อย|โหลด)|ขอตัวอย่าง|ขอไฟล์/, gives: /แบบฟอร์ม|แบบคำขอ|แบบรายงาน|ตัวอย่าง|ไฟล์/ },
  { asks: /กี่โมง|เวลาทำการ/, gives: /กี่โมง|เวลาทำการ|เวลาราชการ|\d[.:]\d\d ?น/ },
  { asks: /(?:โรงแรม|ตึก|ถนน|อาคาร)(?:ไหน|อะไร|ใด)|อยู่แถวไหน|สายด่วน|โทรไป/, gives: /โรงแรม|ตึก|ถนน|อาคาร|ที่ตั้ง|สถานที่|สายด่วน/ },
  { asks: /ยี่ห้อ(?:ไหน|อะไร)|\bbrand\b|บริษัท(?:ไหน|อะไร|ใด)/, gives: /ยี่ห้อ|brand|บริษัท/ },
  { asks: either(`${OFFICE}.*(?:ชื่ออะไร|ชื่อไร|ขอชื่อ)|(?:ขอชื่อ).*${OFFICE}`), gives: NEVER },
  {
    asks: either(`${OFFICE}.*${NOW}.*(?:คือใคร|ชื่อ|ใคร$)`, `${NOW}.*ใคร(?:เป็น|คือ)${OFFICE}`, `ใครเป็น.*${OFFICE}.*${NOW}`),
    gives: /ปัจจุบัน|เดิม/,
  },
  {
    asks: /ล่าสุด|ปีนี้|ปีหน้า|เดือนหน้า|ไตรมาส(?:นี้|หน้า)|รอบหน้า|ครั้งหน้า|ครั้งต่อไป|คนใหม่|รุ่นที่แล้ว|พรุ่งนี้|ที่ผ่านมาล่าสุด/,
    gives: /ล่าสุด|ปีนี้|ปีหน้า|เดือนหน้า|รอบหน้า|ครั้งหน้า|ครั้งต่อไป/,
  },
  {
    asks: /(?:ออก|เสร็จ|ต่อ|ยกเลิก\S*|ประกาศ|เปิด|launch\S*|renew\S*|จัด|ตั้ง|เริ่ม|iso.*)(?:แล้ว|ไปแล้ว|ไป|ใช้)?\s?(?:หรือ|รึ)ยัง|ออกยัง|กี่\S{2,12}แล้ว$/,
    gives: /(?:หรือ|รึ)ยัง/,
  },
  {
    asks: /(?:วัน|เดือน|ปี)ไหน|วันที่เท่า|วันที่\s?\d|มาวันไหน/,
    gives:
      /มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|ไตรมาส|ปี(?:งบประมาณ|ที่)?\s?\d|\d\s?(?:วัน|เดือน|ปี)|วันถัดไป|วันที่|วันทำการ|วันเดียว/,
  },
  ...SAME_WORDS.map((words) => ({ asks: words, gives: words })),
];

const TIMES = 'วัน|เดือน|สัปดาห์|นาที|ชั่วโมง|ชม';
/** Things that are counted, not listed: their number stands beside them. */
const COUNTED = `คน|อัตรา|ราย|เมือง|จังหวัด|แห่ง|ฉบับ|รุ่น|เล่ม|mb|เม็ก|กิก|เครื่อง|เสียง|นาย|user|หน้า|รอบ|ครั้ง|คะแนน|%|เปอร์เซ็นต์|${TIMES}`;
const HOW_MANY = new RegExp(`(?:กี่|how many )\\s?(${COUNTED})`, 'g');
const NUMBER = '(?:\\d[\\d.,:-]*|ครึ่ง|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)';
const SHARES = 'ร้อยละ|%|เปอร์เซ็นต์';
const PEOPLE = 'คน|ราย|นาย|อัตรา|ตำแหน่ง|ท่าน';
const LIKE: Record<string, string> = {
  คน: PEOPLE,
  ราย: `${PEOPLE}|แห่ง|หน่วยงาน`,
  นาย: PEOPLE,
  อัตรา: PEOPLE,
  แห่ง: 'แห่ง|ราย|หน่วยงาน|กรม|กระทรวง',
  ครั้ง: 'ครั้ง|รอบ',
  รอบ: 'ครั้ง|รอบ',
  '%': SHARES,
  เปอร์เซ็นต์: SHARES,
  ...Object.fromEntries(TIMES.split('|').map((time) => [time, `${TIMES}|ปี`])),
};
/** How texts say that there is no number. */
const UNCOUNTED = 'ไม่(?:ได้)?(?:กำหนด|ระบุ|จำกัด|บอก)|โดยเร็ว|โดยพลัน|ทันที|ไม่มี(?:กำหนด|กรอบเวลา)|\\d+:\\d+';

function besideNumber(thing: string): RegExp {
  const names = LIKE[thing] ?? thing;
  return either(`${NUMBER}\\s?(?:กว่า|ล้าน|แสน|หมื่น|พัน)?\\s?(?:${names})`, `(?:${names})(?:ที่|ละ)?\\s?${NUMBER}`, UNCOUNTED);
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

/** The signs that a text must carry, all of them, to answer a clean question. */
export function readWants(question: string): RegExp[] {
  return [
    ...WANTS.filter(({ asks }) => asks.test(question)).map(({ gives }) => gives),
    ...Array.from(question.matchAll(HOW_MANY), ([, thing = '']) => besideNumber(thing)),
    ...Array.from(question.matchAll(NUMBERED), ([, part = '', number = '']) => holdsPart(part, number)),
  ];
}
