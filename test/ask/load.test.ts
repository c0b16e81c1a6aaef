import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenRules } from '../../src/ask/check.ts';
import { loadKnowledge } from '../../src/ask/load.ts';
import { ContentError } from '../../src/lib/errors.ts';
import { entry, knowledge, written } from './fixture.ts';

const SEED = join(import.meta.dirname, '../../prisma/seed');

describe('brokenRules', () => {
  const withEntry = (given: Partial<Parameters<typeof entry>[0]>) =>
    brokenRules({ ...knowledge, entries: [...written, entry({ id: 'new', title: 'ใหม่', answer: 'ใหม่', ...given })] });

  it('finds none in sound knowledge', () => {
    expect(brokenRules(knowledge)).toEqual([]);
  });

  it.each([
    ['an id twice', { id: 'open-data' }, /open-data: id stands twice/],
    ['a title twice', { title: 'Open Data คืออะไร' }, /"Open Data คืออะไร": stands twice/],
    ['an unknown document', { sources: [{ document: 'nowhere', clause: 'ข้อ 1' }] }, /new: unknown document nowhere/],
    ['an unknown skill set', { tags: { skillSet: 'juggling' } }, /new: unknown skill set juggling/],
    ['an unknown successor', { supersededBy: 'nothing' }, /new: superseded by unknown nothing/],
  ])('names %s', (_, given, line) => {
    expect(withEntry(given).join('\n')).toMatch(line);
  });
});

describe('loadKnowledge', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'seed-'));
    cpSync(SEED, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const broken = (file: string, change: (text: string) => string): string => {
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
    try {
      loadKnowledge(folder);
    } catch (error) {
      expect(error).toBeInstanceOf(ContentError);
      return String(error);
    }
    return 'nothing thrown';
  };

  it('adds an entry for each group, and for each two of them, to those of the files', () => {
    const { entries, roles } = loadKnowledge(folder);
    const { length } = roles.groups;
    expect(entries.filter((one) => one.id.startsWith('roles-of-'))).toHaveLength(length + (length * (length - 1)) / 2);
  });

  it('names the file and the place of a field that is wrong', () => {
    expect(broken('documents.yaml', (text) => text.replace(/shortTitle:/, 'shrtTitle:'))).toMatch(
      /documents\.yaml: documents\.0\.shortTitle/,
    );
  });

  it('names the file that is no YAML', () => {
    expect(broken('agencies.yaml', (text) => `${text}\n: [`)).toMatch(/agencies\.yaml/);
  });

  it('refuses an answer too long for a phone', () => {
    const entries = `document: digital-skills-2560\nentries:\n  - id: long\n    title: ยาว\n    answer: ${'ก'.repeat(351)}\n    sources: [{ document: digital-skills-2560, clause: ข้อ 1 }]\n    version: 1\n`;
    writeFileSync(join(folder, 'knowledge/long.yaml'), entries);
    expect(() => loadKnowledge(folder)).toThrow(/knowledge\/long\.yaml: entries\.0\.answer \(entry long\): /);
  });

  it('names the faults of all files of entries at once', () => {
    for (const name of ['one', 'two']) writeFileSync(join(folder, `knowledge/${name}.yaml`), 'document: digital-skills-2560\n');
    expect(() => loadKnowledge(folder)).toThrow(/knowledge\/one\.yaml: entries: .*\nknowledge\/two\.yaml: entries: /);
  });

  it('refuses personal data', () => {
    const entries = `document: digital-skills-2560\nentries:\n  - id: named\n    title: ผู้ลงนาม\n    answer: ลงนามโดยนายสมชาย ใจดี\n    sources: [{ document: digital-skills-2560, clause: ข้อ 1 }]\n    version: 1\n`;
    writeFileSync(join(folder, 'knowledge/named.yaml'), entries);
    expect(() => loadKnowledge(folder)).toThrow(/entry named: answer: name "นายสมชาย ใจดี"/);
  });
});
