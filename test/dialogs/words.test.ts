/** The words in locales/ and the code that says them fit together. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import th from '../../locales/th.json' with { type: 'json' };
import { graphemes } from '../../src/text/graphemes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const words = { th: th as Record<string, string>, en: en as Record<string, string> };
const keys = Object.keys(th);

const read = (folder: string): string =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'))
    .join('\n');

const conversationSource = read('dialogs');
const source = `${conversationSource}\n${read('src')}`;

/** Keys written out, and the beginnings of keys that are put together ("role.${role}"). */
const written = new Set(Array.from(source.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g), (match) => match[1]));
const beginnings = Array.from(source.matchAll(/['"`]([a-z][\w-]*\.(?:[\w-]+\.)*)(?:\$\{|['"`])/g), (match) => match[1] ?? '');

const places = (text: string | undefined): string[] =>
  Array.from((text ?? '').matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '').toSorted();

describe('locales', () => {
  it('have the same keys in both languages, and something to say under each', () => {
    expect(Object.keys(en).toSorted()).toEqual(keys.toSorted());
    expect(keys.filter((key) => !words.th[key]?.trim() || !words.en[key]?.trim())).toEqual([]);
  });

  it('have the same {places} in both languages', () => {
    expect(keys.filter((key) => places(words.th[key]).join() !== places(words.en[key]).join())).toEqual([]);
  });

  it('hold no sentence of a conversation that nobody says', () => {
    const conversations = new Set(Array.from(conversationSource.matchAll(/['"`]([a-z][\w-]*)\.[\w.$-]/g), (match) => match[1] ?? ''));
    expect(conversations.size).toBeGreaterThan(10);
    expect(
      keys.filter(
        (key) =>
          conversations.has(key.split('.')[0] ?? '') && !written.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)),
      ),
    ).toEqual([]);
  });

  it('hold every key that is put together in code', () => {
    expect(beginnings.length).toBeGreaterThan(5);
    const families = new Set(keys.map((key) => key.split('.')[0]));
    const ours = beginnings.filter((beginning) => families.has(beginning.split('.')[0]));
    expect(ours.filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([]);
  });

  it.each(['th', 'en'] as const)('have labels of at most 20 graphemes in %s', (language) => {
    const single = Array.from(source.matchAll(/label: '([\w.-]+)'/g), (match) => match[1] ?? '').filter(
      (key) => !key.startsWith('broadcast.'),
    );
    const families = Array.from(source.matchAll(/label: `([\w.-]+\.)\$\{/g), (match) => match[1] ?? '').filter(
      (family) => family !== 'my-data.',
    );
    const labels = [
      ...single,
      ...keys.filter((key) => families.some((family) => key.startsWith(family)) || /^(button|example|quiz\.letter)\./.test(key)),
    ];
    expect(single.length).toBeGreaterThan(20);
    expect(labels.filter((key) => graphemes(words[language][key] ?? '').length > 20)).toEqual([]);
  });

  it('speak without gendered endings in Thai', () => {
    const spoken = keys.filter((key) => !/^(words|typed)\./.test(key));
    expect(spoken.filter((key) => /ครับ|ค่ะ|นะคะ|ผม|ดิฉัน/.test(words.th[key] ?? ''))).toEqual([]);
  });
});
