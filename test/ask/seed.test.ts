import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, read } from '../../src/ask/answer.ts';
import { expectation } from '../../src/ask/expectation.ts';
import { buildIndex } from '../../src/ask/index.ts';
import { loadKnowledge } from '../../src/ask/load.ts';
import type { Ranked } from '../../src/ask/rank.ts';
import { phases, roleGroups } from '../../src/dialog/types.ts';
import { normalise } from '../../src/text/normalise.ts';
import { unwelcome } from '../../src/text/unwelcome.ts';
import { readWants } from '../../src/text/wants.ts';

const ROOT = join(import.meta.dirname, '../..');
const knowledge = loadKnowledge(join(ROOT, 'prisma/seed'));
const index = buildIndex(knowledge);
const valid = knowledge.entries.filter((entry) => !entry.supersededBy);

const held = valid.flatMap((entry) => entry.questions.filter((_, at) => at % 5 === 0).map((question) => ({ question, id: entry.id })));
const blind = buildIndex({
  ...knowledge,
  entries: knowledge.entries.map((entry) => ({ ...entry, questions: entry.questions.filter((_, at) => at % 5 !== 0) })),
  unwelcome: knowledge.unwelcome.filter((_, at) => at % 5 !== 0),
  welcome: knowledge.welcome.filter((_, at) => at % 5 !== 0),
});

const THAI = /[\u0e01-\u0e2e]/;

/** The place of an entry among those found, past the last where it is not. */
function firstOf(ranked: readonly Ranked[], id: string): number {
  const at = ranked.findIndex((one) => one.indexed.entry.id === id);
  return at < 0 ? ranked.length : at;
}

describe('the published knowledge', () => {
  it('does not take a clear question of its own for the second half of the one before', () => {
    const topic = { question: 'ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร', entryId: 'ds-role-management-developing' };
    const strayed = valid.filter((entry) => {
      const result = answer(index, entry.title, { topic });
      return result.kind !== 'answer' || result.entry.id !== entry.id;
    });
    expect(strayed.length / valid.length).toBeLessThanOrEqual(0.02);
  });

  it.each([
    ['กระทรวงพลังงานเสนอความเห็นเรื่องทักษะดิจิทัลว่าอะไร', 'แล้วคมนาคมล่ะ', ['dsa-transport-comment']],
    ['นายให้หาว่า NRI เป้าปี 65 เท่าไหร่', 'แล้วของ e-gov ล่ะ', ['ds-rank-e-government']],
    ['ศูนย์คุณธรรมมียุทธศาสตร์ระดับ Macro อะไร', 'แล้วระดับ Micro ล่ะ', ['mpc-moral-networking', 'mpc-moral-strategies']],
    ['พ.ร.บ.ปฏิบัติราชการทางอิเล็กทรอนิกส์ใช้กับหน่วยงานใด', 'แล้วถ้าศาลจะใช้บ้าง ต้องทำไง', ['ea-scope-exempt', 'ea-scope-decree']],
  ])('does not repeat what it said on "%s" when asked "%s"', (before, after, expected) => {
    const first = answer(index, before);
    const second = answer(index, after, { topic: { question: before, ...(first.kind === 'answer' && { entryId: first.entry.id }) } });
    expect(expected).toContain(second.kind === 'answer' && second.entry.id);
  });

  it.each([
    ['เมื่อวานพี่ที่กองคลังโทรมาบ่นยาวเหยียดเรื่องห้องประชุมแอร์เสีย จัดฝึกอบรมต้องบรรยายไม่เกินร้อยละเท่าไหร่คะ เดี๋ยวต้องรีบไปรับลูก', 'ds-lecture-share'],
    ['แมวที่บ้านป่วยเลยมาสายโดนเจ้านายบ่น กลุ่มทักษะด้านดิจิทัลมีกี่กลุ่มคะ ขอกินกาแฟก่อนนะ', 'ds-skill-sets'],
  ])('answers the clause of "%s" that asks', (question, expected) => {
    const result = answer(index, question);
    expect(result.kind === 'answer' && result.entry.id).toBe(expected);
  });

  it('reads no English word as a Thai one that no entry says', () => {
    const unsaid = Object.values(knowledge.lexicon.english).filter((thai) =>
      index.lexicon
        .segment([index.lexicon.clean(thai)])
        .flat()
        .some((word) => !index.words.has(word)),
    );
    expect(unsaid).toEqual([]);
  });

  it('lets no clause speak for a story that names another country', () => {
    expect(answer(index, 'ไปดูงานที่เวียดนามมาค่ะ ข้าราชการเขาแบ่งกลุ่มเป้าหมายในการพัฒนาทักษะดิจิทัลเป็นกี่กลุ่มคะ').kind).not.toBe('answer');
  });

  it.each([
    ['โครงการห้องสมุดดิจิทัลของศูนย์คุณธรรมคืออะไร', 'เริ่มเมื่อไหร่', 'mp-library'],
    ['โครงการ Big Data ของศูนย์คุณธรรมคืออะไร', 'ใครรับผิดชอบคะ', 'mp-bigdata'],
  ])('stays with "%s" when asked "%s", which names nothing', (before, after, expected) => {
    const result = answer(index, after, { topic: { question: before, entryId: expected } });
    expect(result.kind === 'answer' && result.entry.id).toBe(expected);
  });

  it.each([
    ['DCIO มีหน้าที่อะไรบ้าง', 'ข้อ 2 คืออะไร', 'gcio-level-dcio-duty-2'],
    ['MCIO มีหน้าที่อะไรบ้าง', 'ข้อห้าล่ะครับ', 'gcio-level-mcio-duty-5'],
    ['พันธกิจและภารกิจหลักของศูนย์คุณธรรม', 'ข้อ 2 มีอะไรบ้าง', 'mpc-moral-task-2'],
  ])('after "%s" tells the very item when asked "%s"', (before, after, expected) => {
    const first = answer(index, before);
    const second = answer(index, after, { topic: { question: before, ...(first.kind === 'answer' && { entryId: first.entry.id }) } });
    expect(second.kind === 'answer' && second.entry.id).toBe(expected);
  });

  it('answers nearly every title with its own entry: buttons ask titles', () => {
    const lost = valid.filter((entry) => {
      const result = answer(index, entry.title);
      return result.kind !== 'answer' || result.entry.id !== entry.id;
    });
    expect(lost.length / valid.length).toBeLessThanOrEqual(0.02);
  });

  it('answers whoever asks at length and politely', () => {
    const some = valid.filter((_, at) => at % 4 === 0);
    const asked = (title: string) => answer(index, `ขออนุญาตเรียนถามค่ะ ${title} ฝากแจ้งเป็นข้อ ๆ ด้วยนะคะ ขอบพระคุณมากค่ะ`);
    const lost = some.filter((entry) => {
      const result = asked(entry.title);
      return result.kind !== 'answer' || result.entry.id !== entry.id;
    });
    expect(lost.length / some.length).toBeLessThanOrEqual(0.05);
  });

  it('takes none of its own sample questions for something unwelcome', () => {
    const refused = valid.flatMap((entry) => [entry.title, ...entry.questions]).filter((text) => unwelcome(normalise(text)));
    expect(refused).toEqual([]);
  });

  it('answers hardly any of the unwelcome texts that it was not told, and refuses hardly any sample question for its words', () => {
    const [unwelcome, welcome] = [knowledge.unwelcome, knowledge.welcome].map((texts) => texts.filter((_, at) => at % 5 === 0));
    const answered = unwelcome?.filter((text) => answer(blind, text).kind === 'answer') ?? [];
    expect(answered.length / (unwelcome?.length ?? 0)).toBeLessThan(0.08);
    const asked = [...held.map(({ question }) => question), ...(welcome ?? [])];
    const refused = asked.filter((text) => {
      const result = answer(blind, text);
      return result.kind === 'none' && result.unwelcome;
    });
    expect(refused.length / asked.length).toBeLessThan(0.005);
  });

  it.each([
    ['Thai', (question: string) => THAI.test(question), 0.8],
    ['English', (question: string) => !THAI.test(question), 0.45],
  ])('finds a fifth of the sample questions in %s that it was not told, among the first three', (_, isOfLanguage, least) => {
    const asked = held.filter(({ question }) => isOfLanguage(question));
    const found = asked.filter(({ question, id }) => firstOf(read(blind, question, {}).ranked, id) < 3);
    expect(found.length / asked.length).toBeGreaterThan(least);
  });

  it('does not take a question about a level of CIOs for one about the roles of a group', () => {
    const result = answer(index, 'ผู้ช่วย GCIO ระดับกระทรวงต้องเป็น ผอ. ด้านไหน');
    expect(result).toMatchObject({ kind: 'answer', entry: { sources: [{ document: 'gcio-2562' }] } });
  });

  it('answers none of the questions that it is known not to answer', () => {
    const answered = knowledge.gaps.filter((question) => answer(index, question).kind === 'answer');
    expect(answered).toEqual([]);
  });

  it('lets no known gap stand in the way of its own sample questions', () => {
    const without = buildIndex({ ...knowledge, gaps: [] });
    const asked = held.filter((_, at) => at % 4 === 0).filter(({ question, id }) => firstOf(read(without, question, {}).ranked, id) === 0);
    const refused = (one: typeof index) => asked.filter(({ question }) => answer(one, question).kind === 'none').length;
    expect((refused(index) - refused(without)) / asked.length).toBeLessThan(0.005);
  }, 60_000);

  it('lets hardly any of its sample questions ask for what its entry does not hold', () => {
    const asked = index.entries.flatMap(({ questions }, at) =>
      questions.flatMap((question) =>
        readWants(index.lexicon.clean(question)).map(({ holds }) => holds.test(index.closely(at)?.clean ?? '')),
      ),
    );
    expect(asked.filter((held) => !held).length / asked.length).toBeLessThan(0.05);
  });

  it('has an expectation for every group and phase', () => {
    for (const group of roleGroups) for (const phase of phases) expect(expectation(knowledge, group, phase).title).not.toBe('');
  });
});

describe('the command line', () => {
  const run = (args: string[], input = '') =>
    spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'src/ask/cli.ts'), ...args], { cwd: ROOT, input, encoding: 'utf8' });

  it('answers lines with lines, follow-ups by their context', () => {
    const lines = [
      { id: 'a', q: 'ผอ.กอง ช่วงปี 3-5 ต้องเป็นอะไร' },
      { id: 'b', q: 'แล้วปี 6-10 ล่ะ', context: ['ผอ.กอง ช่วงปี 3-5 ต้องเป็นอะไร'] },
      { id: 'c', q: 'สวัสดีครับ' },
    ];
    const answers = run(['--jsonl'], lines.map((line) => JSON.stringify(line)).join('\n'))
      .stdout.trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      {
        id: 'a',
        kind: 'answer',
        sources: expect.arrayContaining([expect.objectContaining({ document: 'digital-skills-2560' })]),
        ms: expect.any(Number),
        confidence: expect.any(Number),
      },
      { id: 'b', kind: 'answer', text: expect.stringContaining('ผู้ขับเคลื่อนองค์กร') },
      { id: 'c', kind: 'none', sources: [] },
    ]);
  }, 30_000);

  it('prints an answer with its source, and how to use it when asked nothing', () => {
    expect(run(['ผอ.กอง ช่วงปี 3-5 ต้องเป็นอะไร']).stdout).toMatch(/ผู้บริหารการเปลี่ยนแปลง[\s\S]*26 กันยายน 2560[\s\S]*matched: /);
    expect(run([]).stderr).toMatch(/usage/);
  }, 30_000);
});
