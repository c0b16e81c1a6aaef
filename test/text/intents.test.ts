import { expect, test } from 'vitest';
import { intentsOf } from '../../src/text/intents.ts';

test.each([
  ['ใครเป็นคนลงนาม', ['who']],
  ['หน่วยงานไหนดูแล', ['who']],
  ['ประกาศเมื่อไหร่', ['when']],
  ['วันที่เท่าไหร่', ['when', 'amount']],
  ['มีกี่ข้อ', ['amount']],
  ['ทำไมต้องทำ', ['why']],
  ['ยื่นยังไง', ['how']],
  ['รัฐบาลดิจิทัลคืออะไร', ['meaning']],
  ['มีอะไรบ้าง', ['list']],
  ['ส่งทางอีเมลได้ไหม', ['whether']],
  ['mcio กับ dcio ต่างกันอย่างไร', ['how', 'compare']],
  ['how many levels', ['amount']],
  ['who chairs it', ['who']],
  ['แนวทางพัฒนาทักษะ', []],
])('"%s" asks %j', (text, intents) => {
  expect(intentsOf(text)).toEqual(intents);
});
