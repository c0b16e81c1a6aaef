/** Telling a question from an answer, a name or a word of thanks. */
import { normalise } from './normalise.ts';

const THAI_ASKING =
  /อะไร|อาไร|อารัย|ไหน|ใคร|ไคร|ทำไม|อย่างไร|ยังไง|งัย|เท่าไร|เท่าไหร่|กี่|เมื่อไร|เมื่อไหร่|ไหม(?!พรม)|มั้ย|หรือไม่|หรือเปล่า|รึเปล่า|ป่าว|หรือยัง|หมายถึง|หมายความ|แปลว่า|บ้าง(?:$|[ คคจ])|(?:ล่ะ|ละ)(?:ครับ|คับ|คะ|ค่ะ)?$|ว่าไง|ใด|^(?:ขอ|อยาก)(?:ถาม|สอบถาม|รู้|ทราบ)|ต่างกัน|แตกต่าง|^คือ|คือ$/;
const ENGLISH_ASKING =
  /^(?:what|who|whom|whose|when|where|which|why|how|is|are|can|could|do|does|did|should|must|may|will|explain|define)\b/;

/** True where a text asks something: a question word, a question mark, or a follow-up such as "แล้ว ผอ. ล่ะ". */
export function looksLikeQuestion(text: string): boolean {
  const plain = normalise(text);
  if (plain.length < 3) return false;
  return /[?？]/.test(plain) || THAI_ASKING.test(plain) || ENGLISH_ASKING.test(plain);
}

/** Where one clause ends and another begins: after a sign, or at a space between Thai letters. Around numbers and English words a space says nothing. */
const BETWEEN = /(?<=[\u0e01-\u0e4e])\s+(?=[\u0e01-\u0e4e])|(?<=[?!,;—–])\s*|(?<=\.)\s+|\n+/;
/** Fewer letters say too little by themselves. */
const SHORTEST = 12;

/** The clauses of a text that ask something; none where it is one clause. */
export function askingClauses(text: string): string[] {
  const clauses = text.split(BETWEEN).filter((clause) => clause.trim() !== '');
  return clauses.length < 2 ? [] : clauses.filter((clause) => clause.length >= SHORTEST && looksLikeQuestion(clause));
}
