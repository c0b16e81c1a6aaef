import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.ts';
import { plain } from '../../src/text/plain.ts';
import { readWants } from '../../src/text/wants.ts';

const clean = (text: string): string => plain(normalise(text));

/** How many of the things that a question wants a text does not hold. */
const lacking = (question: string, text: string): number =>
  readWants(clean(question)).filter(({ holds }) => !holds.test(clean(text))).length;

describe('what a question wants', () => {
  it.each([
    ['money', 'เบิกได้กี่บาท', 'เบิกได้ 600 บาท', 'บทบาทของผู้บริหาร'],
    ['a share', 'บรรยายได้กี่เปอร์เซ็นต์', 'ไม่เกินร้อยละ 30', 'บรรยายในการฝึกอบรม'],
    ['a score, told as a share', 'ไทยได้กี่คะแนน', 'ได้คะแนนร้อยละ 39', 'ไทยอยู่อันดับที่ 42'],
    ['a count of people', 'จ้างที่ปรึกษาได้กี่คน', 'ไม่เกิน 1 อัตรา', 'ตามมติเมื่อปี 2562'],
    ['a time', 'ต้องแจ้งภายในกี่วัน', 'ภายใน 90 วัน', 'ต้องแจ้งให้ประชาชนทราบ'],
    ['a time that is not fixed', 'ต้องแจ้งภายในกี่วัน', 'กฎหมายใช้คำว่าโดยเร็ว', 'ต้องแจ้งให้ประชาชนทราบ'],
    ['a span of years, not a year', 'เก็บไว้กี่ปี', 'เก็บไว้ 5 ปี', 'เริ่มเก็บปี 2567'],
    ['a month, not a year', 'ส่งมอบเดือนไหน', 'ส่งมอบในเดือนกันยายน', 'ส่งมอบในปี 2567'],
    ['a year', 'ทำปีไหน', 'ทำในปีงบประมาณ 2567', 'ทำต่อเนื่อง'],
    ['a share, shortened', 'แบ่งงานกี่เปอร์เซ็น', 'ร้อยละ 40', 'แบ่งตามความเหมาะสม'],
    ['a day', 'ประชุมวันไหน', 'ประชุมวันที่ 26 กันยายน 2560', 'ที่ประชุมเห็นชอบ'],
    ['a punishment', 'ไม่ทำตามติดคุกไหม', 'กฎหมายนี้ไม่มีบทลงโทษ', 'หน่วยงานต้องทำตาม'],
    ['a section', 'มาตรา 12 ว่าอย่างไร', 'ดูมาตรา 7 และ 12', 'ดูมาตรา 7'],
    ['an item of a list', 'ข้อ 3 คืออะไร', 'มี (1) อบรม (2) ประเมิน (3) รายงาน', 'มี (1) อบรม (2) ประเมิน'],
    ['one of many parts', 'ยุทธศาสตร์ที่ 5 คืออะไร', 'แผนมี 6 ยุทธศาสตร์', 'แผนมี 2 ยุทธศาสตร์'],
    ['where to download', 'แบบรายงานดาวน์โหลดได้ที่ไหน', 'เผยแพร่บนเว็บไซต์', 'ส่งรายงานทุกปี'],
  ])('is %s, which one text holds and another does not', (_, question, holding, without) => {
    expect(lacking(question, holding)).toBe(0);
    expect(lacking(question, without)).toBeGreaterThan(0);
  });

  it.each([
    ['who holds an office now', 'รัฐมนตรีดีอีตอนนี้ชื่ออะไร', 'ประธานคือรัฐมนตรีว่าการกระทรวงดิจิทัลฯ'],
    ['the name of somebody in office', 'ผอ.สำนักชื่ออะไร', 'ผู้อำนวยการสำนักเป็นผู้ลงนาม'],
  ])('is %s, which no text holds', (_, question, text) => {
    expect(lacking(question, text)).toBeGreaterThan(0);
  });

  it.each(['บทบาทของผู้บริหารคืออะไร', 'ใครเป็นประธาน', 'แผนนี้มีกี่ยุทธศาสตร์', 'ระดับไหนมีหน้าที่ 8 ข้อ', 'คนที่ยังไม่ออกจากราชการนับด้วยไหม', ''])(
    'is nothing of these in "%s"',
    (question) => {
      expect(readWants(clean(question))).toEqual([]);
    },
  );

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => readWants(text).every(({ holds }) => typeof holds.test(text) === 'boolean')),
    );
  });
});
