import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemes } from '../../src/text/graphemes.ts';
import { labelOf, labelsOf } from '../../src/text/label.ts';

test('a short title stays, and what stands in brackets goes', () => {
  expect(labelOf('เมนู')).toBe('เมนู');
  expect(labelOf('หลักการ 70:20:10 (การเรียนรู้)')).toBe('หลักการ 70:20:10');
});

test('titles that differ at their ends can still be told apart', () => {
  const labels = ['ปีที่ 1-2', 'ปีที่ 3-5', 'ปีที่ 6-10'].map((phase) => labelOf(`บทบาทผู้ทำงานด้านนโยบายและงานวิชาการ ${phase}`));
  expect(new Set(labels).size).toBe(3);
  expect(labels[0]).toMatch(/^บทบาท.*…ปีที่ 1-2$/);
  // No end begins with a sign that belongs to what was cut.
  expect(labelOf('เปรียบเทียบผู้มอบหมายหรือจัดตั้ง ตามที่ ก.พ. กำหนด')).toMatch(/[^.]…กำหนด$/);
});

test('titles offered together never read the same', () => {
  const ends = [
    'ระยะที่ 2 Digital Thailand I: Inclusion',
    'ระยะที่ 3 Digital Thailand II: Full Transformation',
    'ระยะที่ 4 Global Digital Leadership',
  ];
  const titles = ends.map((end) => `แผนดิจิทัล 20 ปี ${end}`);
  expect(new Set(titles.map((title) => labelOf(title))).size).toBe(1);
  expect(labelsOf(titles)).toEqual(['…ระยะที่ 2 Digital', '…ระยะที่ 3 Digital', '…ระยะที่ 4 Global']);
  // Where they differ early on, it is their end that goes.
  const duties = ['งานสถาปัตยกรรมองค์กร', 'หน้าที่ด้านข้อมูล'].map((duty) => `เปรียบเทียบ${duty}ของ MCIO และ PCIO`);
  for (const label of labelsOf(duties)) expect(label).toMatch(/^เปรียบเทียบ.+…$/);
  expect(new Set(labelsOf(duties)).size).toBe(2);
  const clauses = [2, 3].map((clause) => `หน้าที่ GCIO Committee ข้อ (${clause}) แนะนำระบบงาน ข้อมูล และโครงสร้าง`);
  expect(labelsOf(clauses)).toEqual(['…ข้อ (2) แนะนำระบบงาน', '…ข้อ (3) แนะนำระบบงาน']);
  expect(labelsOf([...titles, 'เมนู']).at(-1)).toBe('เมนู');
  expect(labelsOf(['แผน', 'แผน'])).toEqual(['แผน', 'แผน']);
});

test('a label never holds more than its limit, and never ends within a cluster', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ผู้', 'ที่', 'กำ', 'น้ำ', ' ', '(', ')', 'a', '👩‍💻', 'อำนวยการ', '12'), { maxLength: 40 }),
      (parts) => {
        const title = parts.join('');
        const label = labelOf(title);
        expect(graphemes(label).length).toBeLessThanOrEqual(20);
        for (const piece of label.split('…')) expect(title.replaceAll(/\s*\((?!\d{1,2}\))[^)]*\)/g, '')).toContain(piece);
      },
    ),
  );
});
