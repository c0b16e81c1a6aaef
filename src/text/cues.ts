/** Turns of phrase that show what a question wants, or that it leans on the one before. */

/** ส่วน also begins ส่วนราชการ. */
const OPENING = /^(?:แล้ว|ส่วน(?!ราชการ|กลาง|ภูมิภาค|ท้องถิ่น|ใหญ่|แบ่ง|ต่าง)|งั้น|ถ้า(?:เป็น|งั้น)|พอ(?=ปี|ถึง|ช่วง|ระยะ)|and |what about|how about)\s?/;
/** ละ also ends ร้อยละ, คนละ, เดือนละ. */
const PARTICLE = '(?:ล่ะ|หล่ะ|หละ|(?<!ร้อย|คน|เดือน|ปี|ครั้ง|วัน|ชั่วโมง|แต่)ละ)\\s?(?:ครับ|คับ|คะ|ค่ะ|ค่า|จ้า|จ๊ะ|ฮะ|อ่ะ)?';
const CLOSING = new RegExp(`${PARTICLE}$`);
/** A few letters that end so, and what is asked of them: "ของกรมล่ะคะ ได้เท่ากันไหม". */
const CLOSING_FIRST = new RegExp(`^(\\S{2,14}?)${PARTICLE}\\s+(?=\\S)`);
const POINTING =
  /(?:อัน|ข้อ|เรื่อง|กลุ่ม|ระยะ|ช่วง|แผน|หน่วย|ตัว|ส่วน|แบบ|คน)\s?(?:นี้|นั้น|นั่น|ดังกล่าว|เดียวกัน)|(?:^|\s)มัน(?:\s|คือ|มี|ต้อง|เป็น)|ดังกล่าว|(?<!เท่า|ฉะ|ดัง|เพราะ)นั้น(?!ๆ)/;

/** True for a question that says itself to be the second half of another: "แล้วปี 6-10 ล่ะ". */
export const isElliptic = (text: string): boolean => OPENING.test(text) || CLOSING.test(text) || CLOSING_FIRST.test(text);

/** True where a question points back: "อันนี้", "กลุ่มนั้น", "ดังกล่าว". */
export const pointsBack = (text: string): boolean => POINTING.test(text);

const ORDINALS = ['หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
/** One of the items just read out. */
const ITEM = new RegExp(`^ข้อ\\s?(?:ที่\\s?)?(?:([1-9])(?![\\d.])|(แรก|${ORDINALS.join('|')}))`);

/** The small number of an item of a list that a normalised question begins with: 2 for "ข้อสองคืออะไร". */
export function itemIn(text: string): number | undefined {
  const [, digit, word] = ITEM.exec(text) ?? [];
  if (digit) return Number(digit);
  return word === undefined ? undefined : Math.max(1, ORDINALS.indexOf(word) + 1);
}

/** What titles that name such an item match. */
export const namingItem = (number: number): RegExp => new RegExp(`(?:ข้อ|ที่)\\s?\\(?${number}(?![\\d.])`);

/** What may be asked of nearly anything; alone these words name no subject. */
const OF_ANYTHING = new Set(
  `รับผิดชอบ ผู้รับผิดชอบ ดูแล อนุมัติ เห็นชอบ กำหนด แต่งตั้ง ตั้ง จัดทำ จัด ออก ส่ง รายงาน ประธาน เลขานุการ เลขา กรรมการ สมาชิก เจ้าภาพ งบ งบประมาณ เงิน บาท
  ค่าใช้จ่าย โทษ ภายใน วัน เดือน ปี วันที่ เวลา ระยะเวลา กำหนดเวลา เริ่ม เสร็จ สิ้นสุด ข้อ นิยาม ไว้ ตัวอย่าง รายละเอียด เพิ่ม เพิ่มเติม ตัวชี้วัด เป้าหมาย ขั้นตอน
  วิธี วิธีการ เหตุผล สาเหตุ ประโยชน์ ผล ข้อยกเว้น ยกเว้น เงื่อนไข คุณสมบัติ อ้างอิง ที่มา ชื่อ จำนวน ครั้ง แห่ง
  ตัว อย่าง ประการ สอง สาม สี่ ห้า นับ ตั้งแต่ แต่ สูงสุด ต่ำสุด มากสุด น้อยสุด มากที่สุด น้อยที่สุด คะแนน อันดับ ร้อยละ เท่ากัน ต่างกัน`.split(/\s+/),
);

/** True where some telling words of a question name nothing that it could be about: "ใครรับผิดชอบ". */
export const namesNothing = (words: readonly string[]): boolean => words.length > 0 && words.every((word) => OF_ANYTHING.has(word));

/** A normalised question without the words that only tie it to the one before. */
export const withoutTies = (text: string): string => text.replace(OPENING, '').replace(CLOSING, '').replace(CLOSING_FIRST, '$1 ').trim();

/** Where somebody says at the beginning whom they work for. */
const INTRODUCTION =
  /^(?:(?:สวัสดี(?:ค่ะ|ครับ)?|ผม|ดิฉัน|หนู|พี่|เรา|ฉัน)\s?)?(?:อยู่|ทำงาน(?:อยู่)?(?:ที่)?|มาจาก|สังกัด|ประจำ)[^\s]{2,40}?\s?(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ)(?:\s|$)/;

/** What a clean text says of its writer's own body before it asks; empty where it says nothing of the kind. */
export const introduction = (text: string): string => INTRODUCTION.exec(text)?.[0] ?? '';

const ROLE = /บทบา[ทด]|คาดหวัง|(?:ต้อง|ควร|อยากให้|จะ|ให้)\s?(?:เป็น|ทำ|สร้าง)|เป็น(?:อะไร|แบบไหน|ยังไง|อย่างไร)|พฤติกรรม|\brole/;
const DEFINITION = /หมาย(?:ถึง|ความ)|คือใคร|คือไคร|ใครบ้าง|ไครบ้าง|นิยาม|คนกลุ่มไหน|ได้แก่ใคร|\bdefin/;
const GROUPING = /กลุ่ม(?:ไหน|อะไร|ใด|ที่เท่าไ)|(?:ช่อง|พวก)(?:ไหน|ใด)|เข้ากลุ่ม|จัดอยู่|อยู่ในกลุ่ม|ถือเป็นกลุ่ม|ของ[ใไ]คร|which group/;
const APPROVAL =
  /(?:คุย|ปรึกษา|หารือ|ตกลง)\s?กับ\s?[ใไ]คร|[ใไ]คร\S{0,12}(?:อนุมัติ|เห็นชอบ|เห็นด้วย|โอเค|เซ็น|รับรอง)|(?:อนุมัติ|เห็นชอบ|เห็นด้วย|เซ็น|รับรอง)\S{0,6}[ใไ]คร/;
const EVERY = /ทุกกลุ่ม|แต่ละกลุ่ม|ทั้ง\s?(?:6|หก)\s?กลุ่ม/;

const ROLE_WORDS = /บทบา[ทด]|(?:ถูก|ที่)?คาดหวัง|พฤติกรรม|\broles?\b/g;

/** A normalised question without the words that only say it is about roles. */
export const withoutRoleWords = (text: string): string => text.replace(ROLE_WORDS, ' ');

const MATRIX =
  /\braci\b|ตาราง.{0,24}(?:หน้าที่|รับผิดชอบ)|(?:หน้าที่|รับผิดชอบ).{0,24}ตาราง|(?:13|สิบสาม)\s?(?:ข้อ|เรื่อง|ด้าน)|(?:แค่|เฉพาะ)\s?รับ\s?ทราบ|รับ\s?ทราบ\s?(?:อย่างเดียว|เฉย)/;
/** Words that may be said of all of its cells. */
const OF_MATRIX = new Set(
  'ตาราง raci 13 สิบสาม ข้อ เรื่อง ด้าน หน้าที่ ขอบเขต รับผิดชอบ ผู้รับผิดชอบ ดำเนินการ รับ ทราบ รับทราบ ปรึกษา หลัก แค่ เฉพาะ อย่างเดียว เดียว ต่าง กัน เทียบ เปรียบเทียบ ตัว r a c i dg de'.split(
    ' ',
  ),
);

/** True where some telling words of a question say nothing but that it is about the responsibility matrix. */
export const ofWholeMatrix = (words: readonly string[]): boolean => words.every((word) => OF_MATRIX.has(word));

/** Words that only ask which of the groups it is. */
const OF_GROUPS = new Set('กลุ่ม ช่อง พวก จัด ลง ใส่ เข้า ถือ นับ 6 หก แนวทาง กพ ทักษะ ดิจิทัล ตำแหน่ง แบบ'.split(' '));

/** True where some telling words of a question say nothing but that it asks for a group. */
export const ofGroupsAlone = (words: readonly string[]): boolean => words.every((word) => OF_GROUPS.has(word));

/** Words that ask for a clause as a whole. */
const OF_CLAUSE = new Set('มาตรา ข้อ เรื่อง ว่าด้วย พูด ถึง กล่าว เขียน กำหนด ระบุ บอก ไว้ ว่า สรุป เนื้อหา สาระ สำคัญ ใจความ คำ'.split(' '));

/** True for a word that says nothing of what a clause is about. */
export const saysNothingOfClause = (word: string): boolean => OF_CLAUSE.has(word);

/** What a question about roles and groups asks for. */
export interface Wish {
  /** What somebody is expected to be or to do. */
  role: boolean;
  /** Who belongs to a group. */
  definition: boolean;
  /** Which group somebody belongs to. */
  grouping: boolean;
  /** Who has to agree: that stands in no table. */
  approval: boolean;
  /** All groups at once. */
  every: boolean;
  /** What stands in the responsibility matrix. */
  matrix: boolean;
}

/** Reads the wish from a normalised question. */
export const readWish = (text: string): Wish => ({
  role: ROLE.test(text),
  definition: DEFINITION.test(text),
  grouping: GROUPING.test(text),
  approval: APPROVAL.test(text),
  every: EVERY.test(text),
  matrix: MATRIX.test(text),
});
