/** What is not answered whatever the documents say: greetings, abuse, private data, instructions to the bot. */
import { icuWords } from './segment.ts';

export type Unwelcome = 'greeting' | 'abuse' | 'private' | 'instruction';

const PERSON = '(?:เจ้าหน้าที่|ผู้ประสาน|ผู้ติดต่อ|ผู้ลงนาม|ผู้บริหาร|ท่าน|เลขา|อธิบดี|ปลัด|รัฐมนตรี|ผอ|ผู้อำนวยการ|คุณ|นาย|นาง|คนที่|ส่วนตัว)';

const PRIVATE = [
  /เบอร์\s?(?:โทร|มือถือ|ต่อ|ติดต่อ|ส่วนตัว|บ้าน|ผู้|เจ้า|ท่าน|คุณ|คน)|ขอ\s?เบอร์|(?:หมายเลข|เลข)\s?(?:โทร|บัตรประชาชน|บัญชี|ต่อภายใน)/,
  new RegExp(`เบอร์.*${PERSON}|${PERSON}.*เบอร์(?!อะไรของ)`),
  new RegExp(
    `(?:อีเมล|e-?mail|เมล)\\s?(?:ของ)?\\s?${PERSON}.*(?:คือ|อะไร|ไหน|หน่อย)|${PERSON}.*(?:อีเมล|e-?mail)\\s?(?:อะไร|คือ)|ขอ\\s?(?:อีเมล|e-?mail|เมล)`,
  ),
  /(?:ไลน์|line|เฟซ|เฟส|facebook|ig)\s?(?:ไอดี|id|ส่วนตัว|ท่าน|ของท่าน)|ทักส่วนตัว|ติดต่อส่วนตัว/,
  /ที่อยู่\s?(?:บ้าน|ส่วนตัว|ของท่าน|ของคุณ)|บ้านเลขที่|บ้าน(?:ของ)?(?:ท่าน|อธิบดี|ปลัด|เลขา|ผอ|รัฐมนตรี|เจ้าหน้าที่)|บ้านอยู่|พักอยู่ที่ไหน|วันเกิด(?!ขึ้น)|ทะเบียนรถ|เลขบัตร/,
  /(?:ชื่อ-?\s?(?:นาม)?สกุล|ชื่อจริง|ชื่อเล่น|นามสกุล)|ชื่ออะไร.*(?:ลงนาม|เซ็น)|(?:คนที่?|ใคร|ผู้)(?:เซ็น|ลงนาม).*ชื่อ|ชื่อ(?:ของ)?(?:เจ้าหน้าที่|ผู้ประสาน|ผู้ลงนาม|คนเซ็น|คนลงนาม|เลขา|อธิบดี|ปลัด|ผู้อำนวยการ|รัฐมนตรี)/,
  /(?:phone|mobile|telephone)\s?(?:number|no)|home address/,
];

const INSTRUCTION = [
  /(?:ลืม|เพิกเฉย|อย่าไปสน|อย่าสน|ไม่ต้องสนใจ|อย่าสนใจ|ไม่ต้องทำตาม|เมิน)\s?(?:ต่อ|ทุก|กับ|จาก)?\s?(?:คำสั่ง|กฎ(?!หมาย|กระทรวง)|ข้อจำกัด|เอกสาร|ข้อความก่อน|สิ่งที่)|(?:ยกเลิก|ข้าม)\s?คำสั่ง(?:ก่อน|ทั้งหมด|เดิม)/,
  /(?:ignore|disregard|forget|override|bypass)\b.*\b(?:instructions?|prompts?|rules?|previous|above|docs?|documents?)\b/,
  /system\s?prompt|prompt\s?(?:ของ|ลับ)|developer mode|jail\s?break|\bdan\b|api\s?key|access token|\bpassword\b|secret key|(?:คำสั่ง|พรอมป์?ต์?)(?:ของ)?ระบบ|รหัสผ่าน(?:ของ)?(?:แอดมิน|ผู้ดูแล|ระบบ|บอท)/,
  /(?:ต่อจากนี้|จากนี้ไป|ตั้งแต่นี้|ตอนนี้)\s?(?:ไป)?\s?(?:ให้)?\s?(?:คุณ|เธอ|แก|บอท|มึง)\s?(?:คือ|เป็น|จะเป็น|ต้อง)|(?:สวมบทบาท|สวมบท|รับบท|แสดง|ทำตัว|แกล้งทำ|แกล้ง)\s?เป็น|^(?:คุณ|เธอ|แก|บอท)\s?(?:คือ|เป็น)(?!\s?(?:ใคร|อะไร|บอท))/,
  /สมมติ(?:ว่า|ให้)?.*(?:เอกสาร|กฎหมาย|ระเบียบ|แนวทาง|มาตรา|พรบ|ครม).*(?:เขียน|บอก|ระบุ|กำหนด|ให้)/,
  /(?:พูด|ทวน|ว่า)ตาม(?:ผม|ฉัน|เรา|หนู|นี้)|(?:ตอบ|ยืนยัน|พิมพ์|บอก)\s?(?:มา)?\s?(?:ตามนี้|ว่าใช่|ว่า ?โอเค|ว่า ?ok|ตามที่(?:ผม|ฉัน|เรา|หนู|สั่ง))|(?:แต่ง|กุ|มั่ว)\s?(?:ข้อมูล|มาตรา|คำตอบ|ข้อ|ตัวเลข|เรื่อง)/,
  /you are now|act as|pretend|role\s?play|repeat after me|reveal your/,
];

/** Insults as whole words: กาก also stands inside ศุลกากร, ด่า inside ด่าน. */
const INSULTS = new Set(['โง่', 'กาก', 'ด่า', 'ควาย', 'เหี้ย', 'สัส', 'ขี้เกียจ', 'ระยำ', 'เฮงซวย', 'มึง', 'fuck', 'shit', 'stupid', 'idiot']);
const ABUSE = /ไอ้(?:บอท|บ้า|โง่|ควาย|เวร)|อีบอท|บอท(?:กาก|โง่|ห่วย)|ตายซะ|ไปตาย|ห่วยแตก|กินภาษี|ส้นตีน|สัตว์นรก/;

const GREETING =
  /^(?:สวัสดี|หวัดดี|ดีจ้า|ดีครับ|ดีค่ะ|hello|hi|hey|ทดสอบ|test|ขอบคุณ|ขอบใจ|thank you|thanks|thx|โอเค|ok|555+|ฮ่า+|รับทราบ|เข้าใจแล้ว|บาย|ลาก่อน|bye|อรุณสวัสดิ์|ราตรีสวัสดิ์|ฝันดี)(?:\s|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|นะ|มาก|มากๆ|ๆ|บอท|แอดมิน|เจ้าหน้าที่|ทุกคน|ผม|[!.5])*$/;

/** What kind of unwelcome text this is, if any. Takes a normalised text. Patterns look for the request, not for a topic. */
export function unwelcome(text: string): Unwelcome | undefined {
  if (INSTRUCTION.some((pattern) => pattern.test(text))) return 'instruction';
  if (PRIVATE.some((pattern) => pattern.test(text))) return 'private';
  if (ABUSE.test(text) || icuWords(text).some((word) => INSULTS.has(word))) return 'abuse';
  return GREETING.test(text) ? 'greeting' : undefined;
}
