/** Sample messages in the forms the service sends them. */
import type { Message } from '../../../src/dialog/message.ts';

export const answer: Message = {
  text: 'กลุ่มผู้บริหารควรมีทักษะการกำกับดูแลและการนำองค์กรไปสู่ดิจิทัล',
  card: {
    title: 'ทักษะดิจิทัลของผู้บริหารส่วนราชการ',
    tone: 'plain',
    body: 'ผู้บริหารควรกำหนดทิศทางและนโยบายดิจิทัลขององค์กร กำกับดูแลข้อมูล และนำการเปลี่ยนแปลง\n\nรายละเอียดขึ้นกับระยะของการพัฒนา',
    source: 'ที่มา: ทักษะด้านดิจิทัลของข้าราชการ ข้อ 2.1',
    buttons: [
      { label: 'อ่านต่อ', press: 'c|more|' },
      { label: 'เปิดเอกสารต้นฉบับ', url: 'https://example.go.th/เอกสาร?หน้า=2|3' },
    ],
  },
  choices: [
    { label: 'ถามเรื่องอื่น', press: 'c|ask|' },
    { label: 'เมนู', press: 'c|menu|' },
  ],
};

export const item: Message = {
  text: 'ข้อ 3 จาก 10: ข้อใดเป็นรหัสผ่านที่ปลอดภัยที่สุด',
  card: {
    title: 'ข้อ 3 จาก 10',
    tone: 'plain',
    body: 'ข้อใดเป็นรหัสผ่านที่ปลอดภัยที่สุด\n\nก. วันเกิด\nข. ชื่อหน่วยงาน\nค. ประโยคยาวที่จำได้คนเดียว\nง. 123456',
    progress: { at: 3, of: 10 },
    buttons: ['ก', 'ข', 'ค', 'ง'].map((label, index) => ({ label, press: `f|quiz|1|k3|item-3|${index}` })),
  },
  choices: [{ label: 'พักไว้ก่อน', press: 'c|leave|' }],
};

export const score: Message = {
  text: 'ได้ 8 จาก 10 คะแนน',
  card: {
    title: 'ผ่านเกณฑ์ ได้ 8 จาก 10 คะแนน',
    tone: 'right',
    facts: [
      { label: 'ความปลอดภัย', value: '4 จาก 5' },
      { label: 'การสร้างเอกสาร', value: '4 จาก 5 ควรทบทวนเรื่องการใช้ลักษณะและสารบัญอัตโนมัติ' },
    ],
    progress: { at: 8, of: 10 },
    image: { url: 'https://example.go.th/badge.png', alt: 'เหรียญ' },
    buttons: [{ label: 'ดูเฉลยข้อที่ตอบผิดทั้งหมด', press: 'c|quiz|review' }],
  },
};

export const samples = { answer, item, score };
