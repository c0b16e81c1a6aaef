import { expect, test } from 'vitest';
import { composeDuties, dutiesFileSchema } from '../../src/ask/duties.ts';

const duties = dutiesFileSchema.parse({
  source: { document: 'guide', clause: 'ภาพที่ 2' },
  letters: [
    { id: 'A', name: 'รับผิดชอบหลัก', english: 'Accountable' },
    { id: 'R', name: 'ดำเนินการ', english: 'Responsible' },
    { id: 'I', name: 'รับทราบข้อมูล', english: 'Inform' },
  ],
  columns: [
    { id: 'gcio', name: 'GCIO', meaning: 'คณะกรรมการ' },
    { id: 'mcio', name: 'MCIO', meaning: 'ระดับกระทรวง' },
    { id: 'dcio', name: 'DCIO', meaning: 'ระดับกรม', aliases: ['CIO กรม'] },
  ],
  rows: [
    { name: 'การจัดทำสถาปัตยกรรมองค์กร', shortName: 'สถาปัตยกรรม', brief: 'EA', aliases: ['EA'], letters: ['A/R', 'R', 'R'] },
    { name: 'การจัดทำมาตรฐาน', shortName: 'มาตรฐาน', brief: 'มาตรฐาน', letters: ['A', '-', 'I'] },
  ],
});
const entries = composeDuties(duties);
const answerOf = (id: string): string => entries.find((entry) => entry.id === id)?.answer ?? '';

test('an area tells who has which part in it', () => {
  expect(answerOf('duty-1')).toBe(
    'ข้อ 1 การจัดทำสถาปัตยกรรมองค์กร\nรับผิดชอบหลัก (A = Accountable): GCIO\nดำเนินการ (R = Responsible): GCIO, MCIO, DCIO\nในตาราง: GCIO A/R · MCIO R · DCIO R',
  );
});

test('who has no part in an area has a dash', () => {
  expect(
    answerOf('duty-2')
      .split('\n')
      .filter((line) => line.includes('MCIO')),
  ).toEqual(['ในตาราง: GCIO A · MCIO - · DCIO I']);
});

test('a body tells in which areas it has which part', () => {
  expect(answerOf('duties-of-dcio')).toBe('DCIO\nR ดำเนินการ: 1 EA\nI รับทราบข้อมูล: 2 มาตรฐาน');
});

test('two bodies are told apart where they differ', () => {
  expect(answerOf('duties-mcio-dcio')).toBe('MCIO | DCIO\n2 มาตรฐาน: - | I\nเหมือนกันในข้อ 1');
});

test('each area, each body and each two bodies have an entry, and nothing stands twice', () => {
  expect(entries).toHaveLength(2 + 3 + 3);
  expect(new Set(entries.map((entry) => entry.title)).size).toBe(entries.length);
  expect(entries.every((entry) => entry.sources[0]?.document === 'guide')).toBe(true);
});

test('a row without a letter for each column is refused', () => {
  const short = { ...duties, rows: [{ name: 'x', shortName: 'x', brief: 'x', aliases: [], letters: ['A'] }] };
  expect(dutiesFileSchema.safeParse(short).success).toBe(false);
});
