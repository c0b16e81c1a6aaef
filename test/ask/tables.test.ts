/** Cells, rows, columns and comparisons of both tables, asked for as people name groups, stages and levels. */
import { expect, test } from 'vitest';
import { answer } from '../../src/ask/answer.ts';
import { definitionId, pairId, rowId } from '../../src/ask/compose.ts';
import { columnId, columnsId } from '../../src/ask/duties.ts';
import { buildIndex } from '../../src/ask/index.ts';
import type { Entry } from '../../src/ask/knowledge.ts';
import { loadKnowledge } from '../../src/ask/load.ts';

const index = buildIndex(loadKnowledge('prisma/seed'));

const GROUPS = {
  executive: ['ผู้บริหารระดับสูง', 'กลุ่มผู้บริหาร'],
  management: ['ผอ.กอง', 'ผู้อำนวยการกอง'],
  academic: ['กลุ่มวิชาการ', 'คนทำงานนโยบาย'],
  service: ['กลุ่มบริการ', 'กลุ่มงานบริการ'],
  technology: ['กลุ่มไอที', 'คนไอที'],
  others: ['กลุ่มอื่น', 'ผู้ปฏิบัติงานอื่น'],
};
const PHASES = {
  early: ['ปี 1-2', 'ช่วงแรก', 'ระยะที่ 1'],
  developing: ['ปีที่ 3-5', 'ช่วงที่สอง', 'เฟส 2'],
  maturing: ['ปี 6-10', 'ระยะสุดท้าย', 'เฟสสาม'],
};
const LEVELS = { gcio: 'GCIO Committee', mcio: 'MCIO', dcio: 'CIO กรม', pcio: 'PCIO' };

type Asked = [question: string, isMeant: (entry: Entry) => boolean];

/** The questions that are not answered with what is meant, neither first nor beside it. */
const missed = (asked: readonly Asked[]): string[] =>
  asked.flatMap(([question, isMeant]) => {
    const result = answer(index, question);
    const shown = result.kind === 'answer' ? [result.entry, ...(result.beside ? [result.beside] : [])] : [];
    return shown.some(isMeant) ? [] : [question];
  });

const withId = (id: string) => (entry: Entry) => entry.id === id;
const pairsOf = <Key extends string>(table: Record<Key, unknown>): [Key, Key][] => {
  const keys = Object.keys(table) as Key[];
  return keys.flatMap((one, at) => keys.slice(at + 1).map((other): [Key, Key] => [one, other]));
};

test('cells of the table of roles', () => {
  const asked = Object.entries(GROUPS).flatMap(([group, names]) =>
    Object.entries(PHASES).flatMap(([phase, stages]) =>
      names.flatMap((name) =>
        stages.flatMap((stage): Asked[] => {
          const isMeant = ({ tags }: Entry) => tags.group === group && tags.phase === phase;
          return [
            [`${name} ${stage} ต้องเป็นอะไร`, isMeant],
            [`บทบาทของ${name}ใน${stage}คืออะไร`, isMeant],
          ];
        }),
      ),
    ),
  );
  expect(missed(asked)).toEqual([]);
});

test('which group a position belongs to, and what is expected of it at a stage', () => {
  const positions = {
    executive: ['อธิบดี', 'เอกอัครราชทูต'],
    management: ['ผอ.สำนัก', 'ผู้อำนวยการศูนย์'],
    academic: ['นักวิจัย', 'นักวิเคราะห์นโยบายและแผน'],
    service: ['คอลเซ็นเตอร์', 'เจ้าหน้าที่หน้าเคาน์เตอร์'],
    technology: ['นวก.คอม', 'โปรแกรมเมอร์'],
    others: ['นักดนตรี', 'ช่างศิลป์'],
  };
  const asked = Object.entries(positions).flatMap(([group, names]) =>
    names.flatMap((name): Asked[] =>
      [`${name} อยู่กลุ่มไหน`, `${name}ต้องลงช่องไหนใน 6 กลุ่ม`, `${name}จัดอยู่กลุ่มไหน แล้วปี 3-5 ต้องเป็นอะไร`].map(
        (question): Asked => [question, withId(definitionId(group))],
      ),
    ),
  );
  expect(missed(asked)).toEqual([]);
});

test('targets by the year they are meant for', () => {
  const targets = {
    'ds-rank-competitiveness': 'WEF',
    'ds-rank-doing-business': 'ease of doing business',
    'ds-rank-e-government': 'e-gov ranking',
    'ds-rank-networked-readiness': 'NRI',
    'ds-rank-open-data': 'Open Data Index',
  };
  const asked = Object.entries(targets).flatMap(([id, name]): Asked[] =>
    [`${name} เป้าปี 65`, `ปี 2565 อยากให้ ${name} อยู่ที่เท่าไหร่`].map((question): Asked => [question, withId(id)]),
  );
  expect(missed(asked)).toEqual([]);
});

test('somebody who names the kind of body that they work for', () => {
  expect(
    missed([
      ['อบต. เราได้คำขอออนไลน์ตอนสองทุ่ม ถือว่ารับเรื่องวันไหน', withId('ea-s10-after-hours')],
      ['มีคนมาขอข้อมูลใบอนุญาต เทศบาลต้องส่งให้เขาในกี่วัน', withId('ea-s21-three-days')],
    ]),
  ).toEqual([]);
});

test('what changes for a group from one stage to another', () => {
  const asked = Object.entries(GROUPS).flatMap(([group, names]) =>
    names.flatMap((name): Asked[] =>
      [`${name} จากช่วงแรกไปช่วงที่สองบทบาทเปลี่ยนยังไง`, `${name} ปี 1-2 กับ 3-5 ต่างกันยังไง`, `ระยะที่ 2 กับระยะที่ 3 ${name}ต้องทำอะไรต่างกัน`].map(
        (question): Asked => [question, withId(rowId(group))],
      ),
    ),
  );
  expect(missed(asked)).toEqual([]);
});

test('two groups beside one another', () => {
  const asked = pairsOf(GROUPS).map(
    ([one, other]): Asked => [`เทียบบทบาท${GROUPS[one][0]}กับ${GROUPS[other][1]}`, withId(pairId(one, other))],
  );
  expect(missed(asked)).toEqual([]);
});

test('columns of the responsibility matrix, and two levels beside one another', () => {
  const columns = Object.entries(LEVELS).flatMap(([id, name]): Asked[] =>
    [`${name} แค่รับทราบเรื่องไหนบ้าง`, `ตาราง RACI ${name} ต้องดำเนินการเรื่องอะไรบ้าง`, `ใน 13 เรื่อง ${name} รับผิดชอบเรื่องไหน`].map(
      (question): Asked => [question, withId(columnId(id))],
    ),
  );
  const compared = pairsOf(LEVELS).map(
    ([one, other]): Asked => [`ในตาราง 13 ข้อ ${LEVELS[one]} กับ ${LEVELS[other]} รับผิดชอบต่างกันยังไง`, withId(columnsId(one, other))],
  );
  expect(missed([...columns, ...compared])).toEqual([]);
});

test('clauses by their number alone', () => {
  const from = (document: string, clause: RegExp) => (entry: Entry) =>
    entry.sources.some((source) => source.document === document && clause.test(source.clause));
  const numbers = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
  const sections = numbers(24).flatMap((number): Asked[] =>
    [
      `มาตรา ${number} ว่าด้วยเรื่องอะไร`,
      `ขอสรุป ม.${number} พ.ร.บ.ปฏิบัติราชการทางอิเล็กทรอนิกส์หน่อย`,
      `พ.ร.บ.อิเล็กทรอนิกส์ 65 มาตรา ${number} คืออะไร`,
    ].map((question): Asked => [question, from('e-act-2565', new RegExp(`มาตรา ${number}(?!\\d)`))]),
  );
  const clauses = numbers(17).map(
    (number): Asked => [`แนวทาง GCIO ข้อ ${number} พูดถึงอะไร`, from('gcio-2562', new RegExp(`ข้อ ${number}(?!\\d)`))],
  );
  expect(missed([...sections, ...clauses])).toEqual([]);
  const unknown = answer(index, 'มาตรา 30 ว่าด้วยอะไร');
  expect(unknown.kind).toBe('none');
});
