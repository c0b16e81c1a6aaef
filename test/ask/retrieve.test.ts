import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPassageIndex, searchPassages } from '../../src/ask/retrieve.ts';
import { toEnglishKeys } from '../../src/text/keyboard.ts';

const passages = [
  { id: 'bakery', text: 'ร้านขนมปังริมคลองเปิดตั้งแต่หกโมงเช้า ขนมปังลูกเกดหมดก่อนแปดโมงทุกวัน เจ้าของร้านชื่อป้านวล' },
  { id: 'ferry', text: 'เรือข้ามฟากท่าบางแก้วออกทุก 15 นาที ค่าโดยสารคนละสี่บาท เที่ยวสุดท้ายออกตอนสามทุ่ม' },
  { id: 'library', text: 'ห้องสมุดชุมชนให้ยืมหนังสือครั้งละห้าเล่ม ส่งคืนช้าเสียค่าปรับวันละสองบาท ปิดทุกวันจันทร์' },
  { id: 'temple-fair', title: 'งานวัดโพธิ์ทอง', text: 'จัดในเดือนสิบสองของทุกปี มีชิงช้าสวรรค์ หนังกลางแปลง และร้านขายสายไหม เริ่มจัดครั้งแรกเมื่อ พ.ศ. 2498' },
  { id: 'river-fair', title: 'งานลอยกระทงท่าหลวง', text: 'จัดในเดือนสิบสองของทุกปี มีการประกวดกระทง และร้านขายสายไหม เริ่มจัดครั้งแรกเมื่อ พ.ศ. 2512' },
];
const index = buildPassageIndex(passages);
const best = (question: string): string | undefined => searchPassages(index, question)[0];

describe('searching in passages', () => {
  it.each([
    ['plainly', 'ค่าโดยสารเรือข้ามฟากกี่บาท', 'ferry'],
    ['without tone marks', 'หองสมุดใหยืมหนังสือไดกีเลม', 'library'],
    ['with letters that sound alike', 'ฮ้องสมุดค่าปลับวันละเท่าไล', 'library'],
    ['with spaces anywhere', 'ขน มปัง ลูกเก ดหมด กี่โ มง', 'bakery'],
    ['on English keys', toEnglishKeys('เรือข้ามฟากเที่ยวสุดท้ายออกกี่โมง'), 'ferry'],
    ['partly on English keys', `${toEnglishKeys('ห้อง')}สมุดชุมชนปิดวันไหน`, 'library'],
    ['by its title', 'งานวัดโพธิ์ทองมีร้านขายสายไหมไหม', 'temple-fair'],
    ['by the other title', 'งานลอยกระทงท่าหลวงเริ่มจัดเมื่อไร', 'river-fair'],
    ['by a year in Thai digits', 'งานที่เริ่มจัดครั้งแรกเมื่อ พ.ศ. ๒๕๑๒', 'river-fair'],
  ])('finds what is asked for %s', (_, question, id) => {
    expect(best(question)).toBe(id);
  });

  it('keeps a year that was typed as digits among English keys', () => {
    expect(best(`${toEnglishKeys('เริ่มจัดครั้งแรกเมื่อ')} 2512`)).toBe('river-fair');
    expect(best(`${toEnglishKeys('เริ่มจัดครั้งแรกเมื่อ')} 2498`)).toBe('temple-fair');
  });

  it('finds by a title alone', () => {
    const named = buildPassageIndex([
      { id: 'unnamed', text: 'สร้างด้วยไม้สักทั้งหลัง มีหน้าต่างสิบสองบาน' },
      { id: 'named', title: 'เรือนพยับหมอก', text: 'สร้างด้วยไม้สักทั้งหลัง มีหน้าต่างสิบสองบาน' },
    ]);
    expect(searchPassages(named, 'เรือนพยับหมอกมีหน้าต่างกี่บาน')).toEqual(['named', 'unnamed']);
  });

  it('tells at most ten, equals in the order given, the same each time', () => {
    const alike = buildPassageIndex(Array.from({ length: 12 }, (_, at) => ({ id: `p${at}`, text: 'ตลาดนัดวันพุธ' })));
    const ids = Array.from({ length: 10 }, (_, at) => `p${at}`);
    expect(searchPassages(alike, 'ตลาดนัดวันไหน')).toEqual(ids);
    expect(searchPassages(alike, 'ตลาดนัดวันไหน')).toEqual(ids);
  });

  it('tells nothing where nothing is shared, and bears empty texts', () => {
    expect(searchPassages(index, 'xyzzy')).toEqual([]);
    expect(searchPassages(index, '')).toEqual([]);
    expect(searchPassages(buildPassageIndex([]), 'ตลาดนัด')).toEqual([]);
    expect(searchPassages(buildPassageIndex([{ id: 'empty', text: '', title: '' }]), 'ตลาดนัด')).toEqual([]);
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retrieve-'));
  const write = (name: string, lines: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.join('\n'));
    return file;
  };
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/ask/retrieve-cli.ts', ...args], { encoding: 'utf8', timeout: 60_000 });
  const good = write('passages.jsonl', [...passages.map((passage) => JSON.stringify(passage)), '']);
  const asked = write('questions.jsonl', ['{"id":"1","q":"เรือข้ามฟากออกทุกกี่นาที","expect":"ferry"}', '{"id":"2","q":"ป้านวลขายอะไร"}']);

  it('answers each question with the passages nearest to it', () => {
    const { stdout, status } = run('--passages', good, '--questions', asked);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers.map(({ id, ranked }) => [id, ranked[0]])).toEqual([
      ['1', 'ferry'],
      ['2', 'bakery'],
    ]);
    expect(answers.every(({ ms }) => typeof ms === 'number')).toBe(true);
  });

  it.each([
    ['no JSON', ['{"id":"a","text":"ก"}', 'oops'], ':2: is not JSON'],
    ['a field missing', ['', '{"id":"a"}'], ':2: text: '],
    ['an id twice', ['{"id":"a","text":"ก"}', '{"id":"a","text":"ข"}'], ':2: id "a" stands twice'],
  ])('tells file and line of %s', (name, lines, told) => {
    const file = write(`${name}.jsonl`, lines);
    const { stdout, stderr, status } = run('--passages', file, '--questions', asked);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`${file}${told}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('tells of a file that is not there, and of one not named', () => {
    expect(run('--passages', join(folder, 'none'), '--questions', asked)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be read'),
    });
    expect(run('--passages', good)).toMatchObject({ status: 1, stderr: expect.stringContaining('usage:') });
  });
});
