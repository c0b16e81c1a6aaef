import { describe, expect, it } from 'vitest';
import { matchAgency } from '../../src/ask/agency.ts';
import { expectation } from '../../src/ask/expectation.ts';
import { toFound } from '../../src/ask/found.ts';
import type { Entry } from '../../src/ask/knowledge.ts';
import { nextTitles } from '../../src/ask/next.ts';
import { knowledge } from './fixture.ts';

const byId = (id: string): Entry => {
  const entry = knowledge.entries.find((one) => one.id === id);
  if (!entry) throw new Error(`no entry ${id} in the fixture`);
  return entry;
};

describe('toFound', () => {
  it('shows an answer with the source in Thai words', () => {
    const found = toFound(knowledge, { kind: 'answer', entry: byId('budget-2561'), confidence: 0.9 });
    expect(found).toMatchObject({
      what: 'answer',
      kind: 'answer',
      entry: { id: 'budget-2561', sources: [{ title: 'แนวทาง 2560', clause: 'ข้อ 4.6', date: '26 กันยายน 2560' }] },
    });
  });

  it('shows candidates and neighbours by title', () => {
    const entries = [byId('budget-2561'), byId('budget-2563')];
    const titles = entries.map((entry) => entry.title);
    expect(toFound(knowledge, { kind: 'clarify', candidates: entries, confidence: 0.3 })).toEqual({
      what: 'answer',
      kind: 'clarify',
      candidates: titles,
    });
    expect(toFound(knowledge, { kind: 'none', nearest: entries, confidence: 0.1 })).toEqual({
      what: 'answer',
      kind: 'none',
      nearest: titles,
    });
  });
});

describe('nextTitles', () => {
  it('offers what is near, never the entry itself nor what holds no longer', () => {
    const next = nextTitles(knowledge, byId('budget-2561'));
    expect(next).toHaveLength(3);
    expect(next[0]).toBe(byId('budget-2563').title);
    expect(next).not.toContain(byId('budget-2561').title);
    expect(next).not.toContain(byId('open-data-old').title);
  });

  it('stays with the group', () => {
    const next = nextTitles(knowledge, byId('role-technology-early'));
    expect(next.every((title) => knowledge.entries.find((entry) => entry.title === title)?.tags.group === 'technology')).toBe(true);
  });
});

describe('expectation', () => {
  it('reads the cell of the table', () => {
    expect(expectation(knowledge, 'technology', 'developing')).toEqual({
      title: 'Technology ผู้พัฒนา',
      expectation: 'ลงมือพัฒนา',
      group: 'ผู้ปฏิบัติงานเฉพาะด้านเทคโนโลยี',
      source: 'แนวทาง 2560 · ข้อ 4.6',
    });
  });

  it('says so when the table lacks the group', () => {
    expect(() => expectation(knowledge, 'executive', 'early')).toThrow(/executive/);
  });
});

describe('matchAgency', () => {
  it.each([
    ['its name', 'กระทรวงแรงงาน', 'กระทรวงแรงงาน'],
    ['an abbreviation', 'รง.', 'กระทรวงแรงงาน'],
    ['an abbreviation without dots', 'กพ', 'สำนักงานคณะกรรมการข้าราชการพลเรือน'],
    ['English letters', 'ocsc', 'สำนักงานคณะกรรมการข้าราชการพลเรือน'],
    ['an everyday name', 'แรงงาน', 'กระทรวงแรงงาน'],
    ['a misspelling', 'กะซวงแรงงาน', 'กระทรวงแรงงาน'],
    ['stray spaces', ' กรม ที่ดิน ', 'กรมที่ดิน'],
  ])('is known by %s', (_, typed, name) => {
    expect(matchAgency(knowledge.agencies, typed)).toEqual({ name, known: true });
  });

  it.each(['เทศบาลตำบลบ้านกลาง', 'บริษัทเอกชน', '', '   '])('keeps "%s" as typed', (typed) => {
    expect(matchAgency(knowledge.agencies, typed)).toEqual({ name: typed.trim(), known: false });
  });
});
