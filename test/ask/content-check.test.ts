import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '../../src/ask/content-check.ts';
import type { Entry } from '../../src/ask/knowledge.ts';
import { entry, knowledge, written } from './fixture.ts';

const check = (added: Entry[], { comments = [], lines }: { comments?: string[]; lines?: string[] } = {}) =>
  checkContent({
    knowledge: { ...knowledge, entries: [...knowledge.entries, ...added] },
    files: [
      { file: 'knowledge/paper.yaml', document: 'paper-2560', comments, entries: written },
      { file: 'knowledge/new.yaml', document: 'paper-2560', comments: [], entries: added },
    ],
    texts: lines ? [{ document: 'paper-2560', lines }] : [],
  });

const added = (given: Partial<Entry> = {}) => entry({ id: 'new', title: 'ใหม่', answer: 'ใหม่', ...given });
const cites = (line: number) => ({ sources: [{ document: 'paper-2560', clause: 'ข้อ 1', line }] });

describe('checkContent', () => {
  it('finds nothing in sound knowledge and tells what it saw', () => {
    const { seen, broken } = check([added()]);
    expect(broken).toEqual([]);
    expect(seen.join('\n')).toMatch(
      /1 documents, 2 files, 15 entries, 3 composed[\s\S]*median \d+ UTF-16 units[\s\S]*knowledge\/new\.yaml: 1 entries/,
    );
  });

  it.each<[string, Partial<Entry>, RegExp]>([
    ['an id twice', { id: 'open-data' }, /entry open-data: id stands twice: /],
    ['a title twice', { title: 'Open Data คืออะไร' }, /entry new: title "Open Data คืออะไร": stands twice, in open-data and new: /],
    [
      'a sample question of two entries, however it is typed',
      { questions: ['ข้อมูลเปิด  คืออะไร?'] },
      /entry new: question "ข้อมูลเปิด {2}คืออะไร\?" is also of open-data: /,
    ],
    ['an unknown document', { sources: [{ document: 'nowhere', clause: 'ข้อ 1' }] }, /entry new: unknown document nowhere: /],
    ['an empty clause', { sources: [{ document: 'paper-2560', clause: ' ' }] }, /entry new: source without a clause: /],
    ['an unknown skill set', { tags: { skillSet: 'juggling' } }, /entry new: unknown skill set juggling: /],
    ['an unknown successor', { supersededBy: 'nothing' }, /entry new: superseded by unknown nothing: /],
    ['itself as successor', { supersededBy: 'new' }, /entry new: superseded by unknown new: /],
    ['a name', { answer: 'เสนอโดยนายสมชาย ใจดี' }, /entry new: answer: name "นายสมชาย ใจดี": /],
    ['a telephone number', { detail: 'โทร. 0 2123 4567' }, /entry new: detail: telephone number "โทร. 0 2123 4567": /],
    ['an e-mail address', { aliases: ['a@b.go.th'] }, /entry new: aliases: e-mail address "a@b\.go\.th": /],
    ['a street address', { questions: ['อยู่ 99 ถนนแจ้งวัฒนะใช่ไหม'] }, /entry new: questions: street address /],
    ['an invisible character', { tags: { body: 'กรม\u200bที่ดิน' } }, /entry new: tags: invisible character: /],
    ['a split sara am', { title: 'คําใหม่' }, /entry new: title: split sara am: /],
    ['decomposed text', { answer: 'cafe\u0301' }, /entry new: answer: not composed \(NFC\): /],
  ])('names file, entry, rule and remedy of %s', (_, given, line) => {
    const { broken } = check([added(given)]);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatch(line);
    expect(broken[0]).toContain('knowledge/new.yaml: ');
  });

  it('lets an entry ask its own question in two spellings', () => {
    expect(check([added({ questions: ['ถามอะไร', 'ถาม อะไร'] })]).broken).toEqual([]);
  });

  it('names a median that is too long to read at a glance', () => {
    const long = Array.from({ length: 30 }, (_, at) => added({ id: `long-${at}`, title: `ยาว ${at}`, answer: 'ก'.repeat(320) }));
    expect(check(long).broken).toEqual([expect.stringMatching(/^knowledge: half of the answers have 320 units or more: /)]);
  });

  it('names a comment that it cannot read', () => {
    expect(check([], { comments: ['# left-out: all'] }).broken).toEqual([
      'knowledge/paper.yaml: unreadable comment "# left-out: all": write "# left-out: FROM-TO reason"',
    ]);
  });

  it('names lines that nobody wrote about, and the coverage of each text', () => {
    const { seen, broken } = check([added(cites(3))], { lines: ['หัวเรื่อง', 'คำนำ', 'ข้อ 1'] });
    expect(seen.at(-1)).toBe('paper-2560: 3 non-empty lines, 1 cited, 0 left out, 1 stretches uncovered');
    expect(broken).toEqual([expect.stringMatching(/^paper-2560: 1-2: nobody wrote about "หัวเรื่อง": /)]);
  });

  it('is content with lines that a file leaves out', () => {
    const { broken } = check([added(cites(3))], { comments: ['# left-out: 1-2 front page'], lines: ['หัวเรื่อง', 'คำนำ', 'ข้อ 1'] });
    expect(broken).toEqual([]);
  });

  it('names an entry that cites an empty line or none', () => {
    const { broken } = check([added(cites(1)), added({ id: 'newer', title: 'ใหม่กว่า', ...cites(9) })], { lines: ['ข้อ 1', ''] });
    expect(broken).toEqual([expect.stringMatching(/^knowledge\/new\.yaml: entry newer: cites line 9 of paper-2560/)]);
  });
});

describe('npm run content:check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const cli = join(import.meta.dirname, '../../src/ask/content-check-cli.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', cli, ...args], { encoding: 'utf8' });
    return { status, stdout, lines: stderr.split('\n').filter(Boolean) };
  };

  it('says so in one line where the texts are missing, and checks all else', () => {
    const { status, stdout, lines } = run('--sources', join(folder, 'none'));
    expect(status).toBe(lines.length === 0 ? 0 : 1);
    expect(lines.join()).not.toMatch(/nobody wrote about/);
    expect(stdout).toMatch(/median \d+/);
    expect(stdout.match(/coverage not checked.*/g)).toEqual([expect.stringMatching(/none: .*digital-skills-2560.*e-act-2565/)]);
  }, 30_000);

  it('ends with 1 and names what nobody wrote about in a text, the Act apart from the plan it is printed in', () => {
    const lines = Array.from({ length: 600 }, (_, index) => (index + 1 === 423 || index + 1 === 600 ? 'บรรทัดที่ไม่มีใครเขียนถึง' : ''));
    writeFileSync(join(folder, 'moral-plan-2566.txt'), lines.join('\n'));
    const run1 = run('--sources', folder);
    expect(run1.status).toBe(1);
    expect(run1.stdout).toMatch(/^e-act-2565: 1 non-empty lines/m);
    expect(run1.stdout).toMatch(/^moral-plan-2566: 1 non-empty lines/m);
    expect(run1.lines).toContainEqual(expect.stringMatching(/^moral-plan-2566: 600: nobody wrote about/));
  }, 30_000);

  it('ends with 1 for an option that it does not know', () => {
    expect(run('--source', folder)).toMatchObject({ status: 1, lines: [expect.stringContaining('--source')] });
  }, 30_000);
});
