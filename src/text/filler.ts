/** Words that carry politeness or the form of a question, and nothing of what it is about. */
import { skeleton } from './skeleton.ts';

const list = (words: string): string[] => words.trim().split(/\s+/);

const POLITE = list(`
  ครับ คับ ครับผม คร้าบ ค่ะ คะ ค่า ขา จ้า จ้ะ จ๊ะ ฮะ ฮับ นะ น่ะ น้า อะ อ่ะ เอ่ย เอ้ย หน่อย ที สิ ซิ เลย เหรอ หรอ รบกวน สอบถาม
  ขอสอบถาม ขอถาม ถาม อยากรู้ อยากทราบ ขอทราบ ช่วย ช่วยบอก บอก อธิบาย สรุป ขอ please pls พี่ แอดมิน บอท สวัสดี หวัดดี ดี hello
  hi โปรด กรุณา ขอบคุณ ขอบใจ thanks thank you ฮ่า ก็ ว่า แบบ อ๋อ เออ เอ่อ ตกลง จริง พวก เค้า เขา เรา ผม ฉัน หนู ดิฉัน คุณ นี่ นี้ นั้น
`);

const ASKING = list(`
  อะไร อะไรบ้าง อัลไล อารัย ไร ไรบ้าง ไหน ตรงไหน ใด ใดบ้าง ใคร ใครบ้าง ทำไม เพราะอะไร เหตุใด เพราะเหตุใด อันใด สิ่งใด ผู้ใด อย่างไร อย่างไรบ้าง ยังไง ยังไงบ้าง ไง
  ว่าไง งัย แค่ไหน เท่าไร เท่าไหร่ กี่ เมื่อไร เมื่อไหร่ ไหม มั้ย มัย หรือไม่ หรือเปล่า รึเปล่า ป่าว เปล่า หรือยัง บ้าง คือ
  คิดเป็น ประกอบด้วย คืออะไร คือใคร หมายถึง หมายความว่า แปลว่า ได้แก่ เรียกว่า แล้ว ล่ะ ละ ส่วน ด้วย what who when where which why how is
  are the a an of in to does do did was were be been for from with by on at or and as that this these those there about any
  must should can could may need needs have has had will would not no yes if then so but because also only just than too very here
  i me my mine we our ours us you your yours he him his she her they them their its itself one ones some any such same each other another
  into onto under over between among within during before after up down out off back again against per via through until upon across
  much many am being having done getting get gets got let lets make makes made take takes taken give gives given go goes going gone come
  comes look looks looking see want wants wanted like know knows think say says said tell tells told ask asks asked asking show shows
  mean means meaning called supposed actually really right ok okay well now still yet already ever even maybe perhaps sure exactly
  ka kha krab krap krub kub na ja hey dear sir madam thx tq ve re ll
`);

const LINKING = list(`
  ที่ ของ ใน กับ และ หรือ มี เป็น ให้ ได้ ต้อง จะ ถูก โดย จาก ตาม เรื่อง การ ความ อยู่ ไป มา เอา ทำ ใช้ ตอน ถ้า คน อัน ตัว
`);

const fillers = [...POLITE, ...ASKING];
const fillerSounds = new Set(fillers.filter((word) => word.length > 2).map(skeleton));
const fillerWords = new Set(fillers);
const politeWords = new Set(POLITE);
const linkingWords = new Set(LINKING);
/** Fillers that ICU would cut into several words: a segmenter has to keep them whole. */
export const fillerPhrases: readonly string[] = fillers.filter((word) => word.length > 3);

/** True for a word of politeness or asking, also misspelt by sound ("อาไร"). */
export const isFiller = (word: string): boolean => fillerWords.has(word) || (word.length > 2 && fillerSounds.has(skeleton(word)));

/** True for a word that joins others and says little alone. */
export const isLinking = (word: string): boolean => linkingWords.has(word);

/** The words without those of politeness: what is asked, and how. */
export const withoutPoliteness = (words: readonly string[]): string[] => words.filter((word) => !politeWords.has(word));

/** The words that carry meaning; cut by a segmenter that keeps `fillerPhrases` whole. */
export const withoutFiller = (words: readonly string[]): string[] => words.filter((word) => !isFiller(word));
