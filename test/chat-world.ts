/** A small world for conversations: a few entries and items, in place of the engine, the bank and the database. */
import type { Find } from '../src/bot/think.ts';
import {
  type Found,
  type FoundEntry,
  type GivenFeedback,
  phases,
  type Query,
  type QuizDomain,
  type ShownItem,
  type Stored,
} from '../src/dialog/types.ts';
import { normalise } from '../src/text/normalise.ts';
import { translate } from '../src/text/translate.ts';
import { unwelcome } from '../src/text/unwelcome.ts';

const guideline = { title: 'แนวทางพัฒนาทักษะดิจิทัลภาครัฐ 2560', date: '2017-09-26' };

/** What the documents of this world say. */
const entries: FoundEntry[] = [
  {
    id: 'learning-70-20-10',
    title: '70:20:10 คืออะไร',
    answer: 'เรียนจากการทำงานจริงร้อยละ 70 จากผู้อื่นร้อยละ 20 และจากการอบรมร้อยละ 10',
    detail: 'ร้อยละ 70 คือการลงมือทำและโครงการจริง ร้อยละ 20 คือการสอนงานและพี่เลี้ยง ร้อยละ 10 คือห้องเรียนและบทเรียนออนไลน์',
    sources: [{ ...guideline, clause: 'ข้อ 4.8' }],
    next: ['DCIO มีหน้าที่อะไร', 'ผอ.กองมีบทบาทอะไร'],
  },
  {
    id: 'dcio',
    title: 'DCIO มีหน้าที่อะไร',
    answer: 'DCIO ขับเคลื่อนรัฐบาลดิจิทัลระดับกรม',
    sources: [{ title: 'แนวทางบริหารจัดการ GCIO 2562', clause: 'ส่วนที่ 2', date: '2019-11' }],
    next: ['MCIO มีหน้าที่อะไร'],
  },
  { id: 'mcio', title: 'MCIO มีหน้าที่อะไร', answer: 'MCIO ขับเคลื่อนรัฐบาลดิจิทัลระดับกระทรวง', sources: [], next: [] },
];

const item = (id: string, domain: QuizDomain, stem: string, options: [string, string][], key: number, explain: string): ShownItem => ({
  id,
  version: 3,
  domain,
  stem,
  options: options.map(([text, why]) => ({ text, why })),
  key,
  order: [2, 0, 3, 1],
  explain,
  source: 'มาตรฐานสมรรถนะดิจิทัล',
});

/** The bank of this world; five items of three domains. */
export const items: ShownItem[] = [
  item(
    'sec-1',
    'SEC',
    'ได้ลิงก์แปลกทางอีเมล ควรทำอย่างไร',
    [
      ['กดเปิดดูก่อน', 'เปิดแล้วอาจติดมัลแวร์'],
      ['แจ้งฝ่ายไอที', 'ถูก'],
      ['ส่งต่อให้เพื่อน', 'ทำให้เสี่ยงกันมากขึ้น'],
      ['ตอบกลับผู้ส่ง', 'ยืนยันว่าอีเมลนี้มีคนใช้'],
    ],
    1,
    'แจ้งผู้รับผิดชอบก่อนเปิดเสมอ',
  ),
  item(
    'sec-2',
    'SEC',
    'รหัสผ่านแบบใดเดายากที่สุด',
    [
      ['วันเกิด', 'เดาจากข้อมูลส่วนตัวได้'],
      ['ชื่อหน่วยงาน', 'คนอื่นรู้'],
      ['วลียาวที่ไม่ซ้ำใคร', 'ถูก'],
      ['12345678', 'ใช้กันมากที่สุด'],
    ],
    2,
    'ยิ่งยาวยิ่งเดายาก',
  ),
  item(
    'xls-1',
    'XLS',
    'อยากได้ยอดรวมเฉพาะอำเภอเมือง ใช้ฟังก์ชันใด',
    [
      ['SUMIF', 'ถูก'],
      ['COUNTIF', 'นับจำนวน'],
      ['AVERAGE', 'หาค่าเฉลี่ย'],
      ['SUM', 'รวมทุกอำเภอ'],
    ],
    0,
    'SUMIF รวมค่าตามเงื่อนไข',
  ),
  item(
    'law-1',
    'LAW',
    'พบข้อมูลส่วนบุคคลรั่ว ต้องแจ้งภายในกี่ชั่วโมง',
    [
      ['24 ชั่วโมง', 'เร็วกว่ากำหนด'],
      ['48 ชั่วโมง', 'ไม่ตรงตัวบท'],
      ['168 ชั่วโมง', 'ช้ากว่ากำหนด'],
      ['72 ชั่วโมง', 'ถูก'],
    ],
    3,
    'ภายใน 72 ชั่วโมงนับแต่ทราบเหตุ',
  ),
  item(
    'law-2',
    'LAW',
    'ข้อมูลใดเป็นข้อมูลอ่อนไหว',
    [
      ['ตำแหน่ง', 'ข้อมูลทั่วไป'],
      ['ผลตรวจสุขภาพ', 'ถูก'],
      ['เบอร์ที่ทำงาน', 'ข้อมูลทั่วไป'],
      ['ชื่อสังกัด', 'ข้อมูลทั่วไป'],
    ],
    1,
    'ข้อมูลสุขภาพได้รับความคุ้มครองเป็นพิเศษ',
  ),
];

/** What is stored about the person of this world. */
const stored: Stored = {
  since: '2026-11-20',
  channels: ['LINE'],
  attempts: 2,
  responses: 7,
  reminders: 1,
  questions: 1,
  feedback: 3,
  messages: 24,
};

export interface World {
  find: Find;
  /** Items that were withdrawn after an attempt began. */
  withdrawn: Set<string>;
  /** True while an attempt is open. */
  open: boolean;
  /** What was said of entries, by `aboutKey`. */
  given: Map<string, GivenFeedback>;
}

/** Names an entry shown for a question. */
export const aboutKey = ({ question, entry }: { question: string; entry: string }): string => `${entry} ${question}`;

/** A new world; `open` and `withdrawn` can be changed as the conversation goes on. */
export function makeWorld(): World {
  const world: World = { withdrawn: new Set(), open: false, given: new Map(), find: (query) => lookUp(world, query) };
  return world;
}

function lookUp(world: World, query: Query): Found {
  switch (query.what) {
    case 'answer':
      return answer(query.question);
    case 'entry':
      return {
        what: 'entry',
        ...pick(
          entries.find(({ id }) => id === query.id),
          'entry',
        ),
      };
    case 'expectation':
      return {
        what: 'expectation',
        title: `บทบาทช่วงที่ ${phases.indexOf(query.phase) + 1}`,
        expectation: 'ใช้ข้อมูลช่วยตัดสินใจ',
        group: translate('th', `role.${query.roleGroup}`),
        source: `${guideline.title} ข้อ 4.6.1`,
      };
    case 'agency':
      return /กพร|ก\.พ\.ร\./.test(query.name)
        ? { what: 'agency', name: 'สำนักงาน ก.พ.ร.', known: true }
        : { what: 'agency', name: query.name, known: false };
    case 'items':
      return {
        what: 'items',
        items: items.filter(({ domain }) => query.domain === 'mix' || domain === query.domain).slice(0, query.length),
      };
    case 'item':
      return {
        what: 'item',
        ...pick(
          items.find(({ id }) => id === query.id && !world.withdrawn.has(id)),
          'item',
        ),
      };
    case 'feedback': {
      const given = world.given.get(aboutKey(query)) ?? { reported: false };
      return { what: 'feedback', isKnown: entries.some(({ id }) => id === query.entry), given };
    }
    case 'stored':
      return { what: 'stored', stored };
    case 'attempt':
      return { what: 'attempt', open: world.open };
  }
}

const pick = <Value, Key extends string>(value: Value | undefined, key: Key) =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);

function answer(question: string): Found {
  const entry = entries.find(({ title }) => question.includes(title.split(' ')[0] ?? title));
  if (entry) return { what: 'answer', kind: 'answer', entry };
  if (question.includes('CIO')) return { what: 'answer', kind: 'clarify', candidates: ['DCIO มีหน้าที่อะไร', 'MCIO มีหน้าที่อะไร'] };
  const kind = unwelcome(normalise(question));
  return { what: 'answer', kind: 'none', nearest: question.includes('ลา') ? ['70:20:10 คืออะไร'] : [], ...(kind && { unwelcome: kind }) };
}
