import { describe, expect, it } from 'vitest';
import { personalData } from '../../src/text/personal-data.ts';

const kinds = (text: string): string[] => personalData(text).map(({ kind }) => kind);

describe('personalData finds', () => {
  it.each([
    'เสนอโดยนายสมชาย ใจดี',
    '(นางสมหญิง รักไทย)',
    'และนางสาว สุดา มีสุข ลงนาม',
    'ดร.สมชาย ใจดี',
    'เสนอโดยดร.สมชาย ใจดี',
    'นายเอก ใจดี',
    'รศ. ดร. วิภา เรียนดี',
    'พล.อ.สมศักดิ์ กล้าหาญ',
    'พ.ต.อ. สมศักดิ์ กล้าหาญ',
    'ว่าที่ ร.ต.สมศักดิ์',
    'พลตำรวจเอก สมศักดิ์ กล้าหาญ',
    'ม.ร.ว.สมศักดิ์ กล้าหาญ',
    'น.ส.สุดา มีสุข',
    'signed by Mr. Somchai',
  ])('a name: %s', (text) => {
    expect(kinds(text)).toEqual(['name']);
  });

  it.each(['โทร. 0 2123 4567', 'โทรสาร ๐ ๒๑๒๓ ๔๕๖๗', 'ติดต่อ 02-123-4567', 'มือถือ 081 234 5678', '+66 81 234 5678', 'โทรศัพท์: 1234 ต่อ 5'])(
    'a telephone number: %s',
    (text) => {
      expect(kinds(text)).toEqual(['telephone number']);
    },
  );

  it('an e-mail address', () => {
    expect(personalData('ส่งที่ somchai.j@agency.go.th ภายในวันศุกร์')).toEqual([{ kind: 'e-mail address', found: 'somchai.j@agency.go.th' }]);
  });

  it.each(['เลขที่ 47/111 หมู่ 4', '99 ถนนแจ้งวัฒนะ', 'ถนนติวานนท์ จังหวัดนนทบุรี', 'กรุงเทพฯ ๑๐๓๐๐'])('a street address: %s', (text) => {
    expect(kinds(text)).toEqual(['street address']);
  });

  it('each kind once, in one text', () => {
    expect(kinds('นายสมชาย ใจดี โทร. 02 123 4567 a@b.go.th กทม. 10300')).toEqual([
      'name',
      'telephone number',
      'e-mail address',
      'street address',
    ]);
  });
});

describe('personalData leaves alone', () => {
  it.each([
    'นายกรัฐมนตรีรักษาการตามพระราชบัญญัตินี้',
    'ให้นายกฯ สั่งการ',
    'นายก อบต. และนายกเทศมนตรี',
    'นายทะเบียนประจำสำนักงาน',
    'นายอำเภอ นายจ้าง นายช่าง นายแพทย์ นายทหาร',
    'เป็นเจ้านายแห่งตน',
    'ทนายความของหน่วยงาน',
    'ภายในเดือนมิถุนายน 2541 และมิถุนายนนี้',
    'การพัฒนางานและพัฒนายกระดับบริการ จากการพัฒนางบประมาณ',
    'ผู้อำนวยการกองและนักวิชาการ',
    'สดร. และ สสดร. สังกัดกระทรวง',
    'พ.ศ. 2560 ก.พ. ก.พ.ร. อ.ก.พ. ค.พ.ร. พ.ร.บ. สพร.',
    'หนังสือที่ นร 0505/ว 443 และ มท 0409.3/ว 273',
    'คะแนน 0.5522 อันดับที่ 77 จาก 193 ประเทศ ร้อยละ 70:20:10',
    'ปีงบประมาณ พ.ศ. 2561 - 2565 งบ 12,500,000 บาท',
    'ผู้ว่าราชการจังหวัดเชียงใหม่ ปี 2562',
    'เอกสารเลขที่ 117',
  ])('%s', (text) => {
    expect(personalData(text)).toEqual([]);
  });
});
