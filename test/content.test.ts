/** What the content files promise: the rules that a schema of one item cannot say. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../src/ask/load.ts';
import { quizDomains } from '../src/dialog/types.ts';
import { ContentError } from '../src/lib/errors.ts';
import { keyIndex } from '../src/quiz/item.ts';
import { loadBank } from '../src/quiz/load.ts';

const FOLDER = 'prisma/seed/questions';
const bank = loadBank(FOLDER);
const share = (fits: (one: (typeof bank)[number]) => boolean): number => bank.filter(fits).length / bank.length;
const length = (text: string): number => [...text].length;

describe('the question bank', () => {
  test('holds at least forty items, of every domain at least as many as a quiz is long', () => {
    expect(bank.length).toBeGreaterThanOrEqual(40);
    const open = bank.filter(({ item }) => item.status === 'pilot' || item.status === 'live');
    for (const domain of quizDomains) expect([domain, open.filter((one) => one.domain === domain).length >= 5]).toEqual([domain, true]);
  });

  test.each([0, 1, 2, 3])('has its right option at place %i in a fifth to three tenths of the items', (place) => {
    const part = share(({ item }) => keyIndex(item) === place);
    expect(part).toBeGreaterThanOrEqual(0.2);
    expect(part).toBeLessThanOrEqual(0.3);
  });

  test('gives the right option away by its length in at most three tenths of the items', () => {
    const isLongest = ({ item }: (typeof bank)[number]) => {
      const lengths = item.options.map(({ text }) => length(text));
      const right = lengths[keyIndex(item)] ?? 0;
      return lengths.every((other, index) => index === keyIndex(item) || other < right);
    };
    expect(share(isLongest)).toBeLessThanOrEqual(0.3);
  });

  test('names each item after its domain', () => {
    expect(bank.filter(({ domain, item }) => item.id.slice(3, 6) !== domain.toLowerCase()).map(({ item }) => item.id)).toEqual([]);
  });

  test('asks nothing twice', () => {
    expect(new Set(bank.map(({ item }) => item.stem)).size).toBe(bank.length);
  });

  test('says "right" of the right option alone', () => {
    const odd = bank.filter(({ item }) => item.options.some(({ why }, index) => why.startsWith('ถูก') !== (index === keyIndex(item))));
    expect(odd.map(({ item }) => item.id)).toEqual([]);
  });
});

describe('a bank that breaks a rule is refused with file, item and rule', () => {
  const loaded = (...files: [name: string, text: string][]) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'taksa-bank-'));
    try {
      for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
      return loadBank(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const com = readFileSync(`${FOLDER}/com.yaml`, 'utf8');

  test('a key that is none', () => {
    expect(() => loaded(['com.yaml', com.replace(/key: ./, 'key: จ')])).toThrow(/com\.yaml: items\.0\.key /);
    expect(() => loaded(['com.yaml', com.replace(/key: ./, 'key: จ')])).toThrow(ContentError);
  });

  test('an item that stands twice', () => {
    expect(() => loaded(['a.yaml', com], ['b.yaml', com])).toThrow(/dl-com-001 stands twice/);
  });
});

test('the knowledge keeps its rules, and every entry tells where it comes from', () => {
  const { entries, documents, agencies } = loadKnowledge('prisma/seed');
  expect(entries.length).toBeGreaterThan(50);
  expect(agencies.length).toBeGreaterThan(0);
  const known = new Set(documents.map(({ id }) => id));
  expect(
    entries.filter(({ sources }) => sources.length === 0 || sources.some(({ document }) => !known.has(document))).map(({ id }) => id),
  ).toEqual([]);
});
