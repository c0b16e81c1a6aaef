/** The way in which a question asks: who, when, how many. */

const INTENTS = {
  who: /[ใไ]คร|หน่วย(?:งาน)?(?:ใด|ไหน)|คนไหน|ผู้ใด|\bwho\b/,
  when: /เมื่อ(?:ไ|ใด)|(?:วัน|ปี|ตอน|เดือน)(?:ที่)?(?:ไหน|ใด|เท่าไ)|\bwhen\b/,
  amount: /กี่|เท่าไ|เท่าใด|จำนวน|\bhow (?:many|much)\b/,
  why: /ทำไม|เพราะ|เหตุใด|เหตุผล|\bwhy\b/,
  how: /อย่างไร|ยังไง|ยังงัย|ขั้นตอน|วิธี|\bhow (?!many|much)/,
  where: /ที่ไหน|ตรงไหน|ข้อไหน|มาตรา(?:ไหน|ใด)|\bwhere\b/,
  meaning: /คืออะไร|คือไร|หมายถึง|หมายความ|แปลว่า|นิยาม|\bwhat is\b/,
  list: /(?:อะไร|ใด|ไหน|ใคร|ไร)บ้าง|มีอะไร/,
  whether: /ไหม|มั้ย|หรือไม่|หรือเปล่า|รึเปล่า|ป่าว|ได้รึ|หรือยัง/,
  compare: /ต่างกัน|แตกต่าง|เทียบ|เหมือนกัน|\bvs\b|\bdifferen/,
} as const;

export type Intent = keyof typeof INTENTS;

const NAMES = Object.keys(INTENTS) as Intent[];

/** The ways in which a normalised question asks; several, or none. */
export const intentsOf = (text: string): Intent[] => NAMES.filter((name) => INTENTS[name].test(text));
