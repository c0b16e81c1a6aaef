/** A small world of knowledge: two role groups, three phases, a handful of entries on two invented papers. */
import { composeRoles } from '../../src/ask/compose.ts';
import type { Entry, Knowledge, Roles } from '../../src/ask/knowledge.ts';
import { entrySchema } from '../../src/ask/knowledge.ts';

const source = { document: 'paper-2560', clause: 'ข้อ 4.6' };

const group = (id: 'management' | 'technology', name: string, english: string, aliases: string[]) => ({
  id,
  name,
  english,
  shortName: name,
  definition: `${name} คือผู้ที่อยู่ในกลุ่มนี้`,
  aliases,
  source,
  roles: {
    early: { title: `${english} ผู้เริ่มต้น`, expectation: 'เริ่มเรียนรู้' },
    developing: { title: `${english} ผู้พัฒนา`, expectation: 'ลงมือพัฒนา' },
    maturing: { title: `${english} ผู้เชี่ยวชาญ`, expectation: 'นำผู้อื่น' },
  },
});

export const roles: Roles = {
  groups: [
    group('management', 'ผู้อำนวยการกอง', 'Management', ['ผอ.กอง', 'ผอ.']),
    group('technology', 'ผู้ปฏิบัติงานเฉพาะด้านเทคโนโลยี', 'Technology', ['คนไอที', 'นักวิชาการคอมพิวเตอร์']),
  ],
  phases: [
    { id: 'early', name: 'ปีที่ 1-2', english: 'Early', meaning: 'เริ่ม', aliases: ['ช่วงแรก'] },
    { id: 'developing', name: 'ปีที่ 3-5', english: 'Developing', meaning: 'พัฒนา', aliases: ['ช่วงกลาง'] },
    { id: 'maturing', name: 'ปีที่ 6-10', english: 'Maturing', meaning: 'อยู่ตัว', aliases: ['ช่วงท้าย'] },
  ],
  skillSets: [],
  dimensions: [{ number: 2, name: 'เข้าใจกฎหมาย', aliases: ['มิติที่ 2'], skillSets: [] }],
};

/** An entry with what the test says and plain values for the rest. */
export const entry = (given: Partial<Entry> & Pick<Entry, 'id' | 'title' | 'answer'>): Entry =>
  entrySchema.parse({ sources: [source], version: 1, ...given });

const cells = roles.groups.flatMap((one) =>
  roles.phases.map((phase) =>
    entry({
      id: `role-${one.id}-${phase.id}`,
      title: `บทบาท${one.name} ${phase.name}`,
      answer: `${one.roles[phase.id].title} คือบทบาทของ${one.name}ใน${phase.name}`,
      questions: phase.aliases.flatMap((name) => [`${one.name}${name}ถูกคาดหวังให้ทำอะไร`, `${one.name} ${name}ต้องเป็นอะไร`]),
      tags: { group: one.id, phase: phase.id },
    }),
  ),
);

export const written: Entry[] = [
  ...cells,
  entry({
    id: 'lecture-share',
    title: 'สัดส่วนการบรรยายในการฝึกอบรม',
    answer: 'บรรยายได้ไม่เกินร้อยละ 60 ของเวลา อีกร้อยละ 40 เป็นการฝึกปฏิบัติ',
    aliases: ['สัดส่วนบรรยาย'],
    questions: ['อบรมแล้วบรรยายได้กี่เปอร์เซ็นต์', 'วิทยากรพูดทั้งวันได้ไหม'],
    tags: { section: '4.8' },
  }),
  entry({
    id: 'budget-2561',
    title: 'งบประมาณพัฒนาทักษะดิจิทัล ปี 2561',
    answer: 'ปีงบประมาณ 2561 ให้เจียดจ่ายจากงบพัฒนาบุคลากรของหน่วยงาน',
    questions: ['ปี 61 เอาเงินจากไหนมาอบรม'],
    tags: { section: '4.9' },
  }),
  entry({
    id: 'budget-2563',
    title: 'งบประมาณพัฒนาทักษะดิจิทัล ปี 2563',
    answer: 'ปีงบประมาณ 2563 ให้จัดทำคำของบประมาณเพื่อการนี้',
    questions: ['ปี 63 เอาเงินจากไหนมาอบรม'],
    tags: { section: '4.9' },
  }),
  entry({
    id: 'opinion-labour',
    title: 'ความเห็นกระทรวงแรงงานต่อแนวทาง',
    answer: 'กระทรวงแรงงานเห็นชอบกับแนวทางและขอให้เริ่มโดยเร็ว',
    tags: { body: 'กระทรวงแรงงาน' },
  }),
  entry({
    id: 'opinion-industry',
    title: 'ความเห็นกระทรวงอุตสาหกรรมต่อแนวทาง',
    answer: 'กระทรวงอุตสาหกรรมไม่ขัดข้องกับแนวทาง',
    tags: { body: 'กระทรวงอุตสาหกรรม' },
  }),
  entry({
    id: 'dimension-2',
    title: 'มิติที่ 2 เข้าใจกฎหมาย',
    answer: 'มิติที่ 2 ว่าด้วยการเข้าใจนโยบาย กฎหมาย และมาตรฐาน',
    tags: { dimension: 2 },
  }),
  entry({ id: 'open-data', title: 'Open Data คืออะไร', answer: 'ข้อมูลเปิดคือข้อมูลที่ทุกคนนำไปใช้ได้', questions: ['ข้อมูลเปิดคืออะไร'] }),
  entry({ id: 'open-data-old', title: 'Open Data ตามฉบับก่อน', answer: 'นิยามเดิมของข้อมูลเปิด', supersededBy: 'open-data' }),
];

export const knowledge: Knowledge = {
  documents: [
    {
      id: 'paper-2560',
      title: 'แนวทางพัฒนาทักษะดิจิทัล',
      shortTitle: 'แนวทาง 2560',
      publisher: 'สำนักงาน ก.พ.',
      concerns: [],
      date: '2017-09-26',
    },
  ],
  roles,
  levels: [],
  gaps: [],
  unwelcome: [],
  welcome: [],
  lexicon: {
    abbreviations: [{ short: 'ก.พ.', long: 'คณะกรรมการข้าราชการพลเรือน', also: ['กพ'] }],
    synonyms: [
      ['บรรยาย', 'เลคเชอร์', 'lecture'],
      ['งบประมาณ', 'ตังค์'],
    ],
    renamed: [],
    keepWhole: [],
    english: {},
  },
  agencies: [
    { id: 'ocsc', name: 'สำนักงานคณะกรรมการข้าราชการพลเรือน', short: ['สำนักงาน ก.พ.', 'ก.พ.', 'OCSC'] },
    { id: 'labour', name: 'กระทรวงแรงงาน', short: ['รง.', 'แรงงาน'] },
    { id: 'industry', name: 'กระทรวงอุตสาหกรรม', short: ['อก.', 'อุตสาหกรรม'] },
    { id: 'land', name: 'กรมที่ดิน', short: ['ที่ดิน'] },
  ],
  entries: [...written, ...composeRoles(roles)],
};
