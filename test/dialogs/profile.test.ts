/** What people tell about themselves, change and erase: welcome, compass, settings, my data. */
import { describe, expect, it } from 'vitest';
import { EXPORT_LINK } from '../../dialogs/my-data.ts';
import { buttonsOf, chat } from '../chat.ts';

describe('the welcome', () => {
  it('records the notice with its version, then each answer', async () => {
    const talk = chat({ isNew: true });
    await talk.send({ type: 'arrived' });
    expect(talk.facts).toEqual([{ kind: 'consent', policyVersion: '2026-11' }]);
    await talk.press('ผู้บริหารระดับสูง');
    await talk.type('กพร.');
    await talk.press('ปีที่ 3-5');
    expect(talk.profile).toEqual({
      language: 'th',
      reminders: true,
      roleGroup: 'executive',
      agency: 'สำนักงาน ก.พ.ร.',
      phase: 'developing',
    });
    expect(talk.stack).toEqual([]);
  });

  it('gives the notice once only', async () => {
    const talk = chat({ isNew: true });
    expect(await talk.type('DCIO มีหน้าที่อะไร')).toHaveLength(2);
    expect(await talk.type('DCIO มีหน้าที่อะไร')).toHaveLength(1);
    expect(talk.facts).toEqual([{ kind: 'consent', policyVersion: '2026-11' }]);
  });

  it.each([{ type: 'left' }, { type: 'unsent', messageId: '1' }, { type: 'ignored', what: 'reaction' }] as const)(
    'says and records nothing at "$type"',
    async (input) => {
      const talk = chat({ isNew: true });
      expect(await talk.send(input)).toEqual([]);
      expect(talk.facts).toEqual([]);
    },
  );

  it('gives no notice and asks nothing in a group', async () => {
    const talk = chat({ isNew: true, audience: 'group' });
    await talk.send({ type: 'arrived' });
    await talk.type('แก้ไขโปรไฟล์');
    await talk.type('ข้อมูลของฉัน');
    expect([talk.facts, talk.stack]).toEqual([[], []]);
  });

  it.each(['ขอบคุณครับ', 'สวัสดี', 'หน่วยงานคืออะไร', 'ก'.repeat(121)])('does not take "%s" for an agency', async (text) => {
    const talk = chat();
    await talk.type('แก้ไขโปรไฟล์');
    await talk.press('ข้าม');
    await talk.type(text);
    expect(talk.facts).toEqual([]);
  });

  it('keeps what was told when it is asked again and skipped', async () => {
    const talk = chat({ profile: { roleGroup: 'service', phase: 'early', agency: 'กรมหนึ่ง' } });
    await talk.type('แก้ไขโปรไฟล์');
    await talk.press('ข้าม');
    await talk.press('ข้าม');
    await talk.press('ไม่แน่ใจ');
    expect(talk.profile).toMatchObject({ roleGroup: 'service', phase: 'early', agency: 'กรมหนึ่ง' });
  });
});

describe('the compass', () => {
  it('notes what it had to ask for, but no phase for who is not sure', async () => {
    const talk = chat();
    await talk.type('เส้นทางของฉัน');
    await talk.type('ไอที');
    const said = await talk.press('ไม่แน่ใจ');
    expect(said.map(({ card }) => card?.title)).toEqual(['ตอนนี้ · ปีที่ 1-2', 'ช่วงถัดไป · ปีที่ 3-5']);
    expect(talk.facts).toEqual([{ kind: 'profile', change: { roleGroup: 'technology' } }]);
    expect(talk.stack).toEqual([]);
  });

  it('asks only for the part that is missing', async () => {
    const talk = chat({ profile: { phase: 'developing' } });
    await talk.type('เส้นทางของฉัน');
    const said = await talk.press('ผู้ปฏิบัติงานอื่น');
    expect(said.map(({ card }) => card?.title)).toEqual(['ตอนนี้ · ปีที่ 3-5', 'ช่วงถัดไป · ปีที่ 6-10']);
  });

  it('does not go on asking a person who turns to other things', async () => {
    const talk = chat();
    await talk.type('เส้นทางของฉัน');
    expect(await talk.type('DCIO มีหน้าที่อะไร')).toHaveLength(2);
    expect(await talk.type('DCIO มีหน้าที่อะไร')).toHaveLength(1);
    expect(talk.stack).toEqual([]);
  });
});

describe('settings', () => {
  it.each([
    ['english', { language: 'en' }, 'The language is now English.'],
    ['หยุดเตือน', { reminders: false }, 'ปิดการเตือนแล้ว'],
    ['start reminders', { reminders: true }, 'เปิดการเตือนแล้ว'],
  ])('"%s" is done at once', async (text, change, said) => {
    const talk = chat();
    const [message] = await talk.type(text);
    expect(talk.facts).toEqual([{ kind: 'profile', change }]);
    expect(message?.text).toContain(said);
  });

  it('brings an open item back with its buttons', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('ตารางคำนวณ');
    await talk.type('หยุดเตือน');
    expect(talk.labels).toContain('ง');
  });
});

describe('my data', () => {
  it('hands out a copy through a link that the writer of the turn fills in', async () => {
    const talk = chat();
    await talk.type('ข้อมูลของฉัน');
    const [said] = await talk.press('ขอสำเนา');
    expect(talk.facts).toEqual([{ kind: 'export', token: '' }]);
    expect(said && buttonsOf(said)[0]).toEqual({ label: 'ดาวน์โหลด', url: EXPORT_LINK });
  });

  it('shows the profile and all counts', async () => {
    const [said] = await chat({ profile: { roleGroup: 'service' } }).type('ข้อมูลของฉัน');
    const facts = Object.fromEntries(said?.card?.facts?.map(({ label, value }) => [label, value]) ?? []);
    expect(facts).toMatchObject({ กลุ่มงาน: 'ผู้ทำงานด้านบริการ', 'แบบทดสอบ (ชุด)': '2', ข้อความที่ยังเก็บอยู่: '24' });
  });

  it.each(['ใช่', 'ok', '1', '2', 'ลบ', 'ไม่ลบ', 'ยกเลิก', 'DCIO มีหน้าที่อะไร'])('erases nothing for "%s"', async (text) => {
    const talk = chat();
    await talk.type('ข้อมูลของฉัน');
    await talk.press('ลบข้อมูล');
    await talk.type(text);
    expect(talk.facts).toEqual([]);
  });

  it('erases nothing before it was said what is lost', async () => {
    const talk = chat();
    await talk.type('ข้อมูลของฉัน');
    await talk.type('ยืนยันลบ');
    expect(talk.facts).toEqual([]);
  });

  it('erases on confirmation, by button or by words, and once only', async () => {
    const byWords = chat();
    await byWords.type('ข้อมูลของฉัน');
    await byWords.type('ลบข้อมูลค่ะ');
    await byWords.type('ยืนยันลบค่ะ');
    await byWords.press('ยืนยันลบ');
    expect(byWords.facts.filter(({ kind }) => kind === 'erase')).toHaveLength(1);
    const byButton = chat();
    await byButton.type('ข้อมูลของฉัน');
    await byButton.press('ลบข้อมูล');
    await byButton.press('ยืนยันลบ');
    expect(byButton.facts).toEqual([{ kind: 'erase' }]);
  });
});
