import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, read } from '../../src/ask/answer.ts';
import { expectation } from '../../src/ask/expectation.ts';
import { buildIndex } from '../../src/ask/index.ts';
import { loadKnowledge } from '../../src/ask/load.ts';
import { phases, roleGroups } from '../../src/dialog/types.ts';
import { normalise } from '../../src/text/normalise.ts';
import { unwelcome } from '../../src/text/unwelcome.ts';

const ROOT = join(import.meta.dirname, '../..');
const knowledge = loadKnowledge(join(ROOT, 'prisma/seed'));
const index = buildIndex(knowledge);
const valid = knowledge.entries.filter((entry) => !entry.supersededBy);

describe('the published knowledge', () => {
  it('does not take a clear question of its own for the second half of the one before', () => {
    const topic = { question: 'ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร', entryId: 'ds-role-management-developing' };
    const strayed = valid.filter((entry) => {
      const result = answer(index, entry.title, { topic });
      return result.kind !== 'answer' || result.entry.id !== entry.id;
    });
    expect(strayed.length / valid.length).toBeLessThanOrEqual(0.02);
  });

  it('answers nearly every title with its own entry: buttons ask titles', () => {
    const lost = valid.filter((entry) => {
      const result = answer(index, entry.title);
      return result.kind !== 'answer' || result.entry.id !== entry.id;
    });
    expect(lost.length / valid.length).toBeLessThanOrEqual(0.02);
  });

  it('takes none of its own sample questions for something unwelcome', () => {
    const refused = valid.flatMap((entry) => [entry.title, ...entry.questions]).filter((text) => unwelcome(normalise(text)));
    expect(refused).toEqual([]);
  });

  it('finds a fifth of the sample questions that it was not told, among the first three', () => {
    const held = valid.flatMap((entry) => entry.questions.filter((_, at) => at % 5 === 0).map((question) => ({ question, id: entry.id })));
    const entries = knowledge.entries.map((entry) => ({ ...entry, questions: entry.questions.filter((_, at) => at % 5 !== 0) }));
    const blind = buildIndex({ ...knowledge, entries });
    const found = held.filter(({ question, id }) =>
      read(blind, question, {})
        .ranked.slice(0, 3)
        .some((one) => one.indexed.entry.id === id),
    );
    expect(found.length / held.length).toBeGreaterThan(0.8);
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
