import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashOf, publishOnce, releaseOf } from '../../src/db/release.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'taksa-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a state is published once, whoever of several is first', async () => {
  let published = 0;
  const publish = async () => {
    published += 1;
  };
  const ran = await Promise.all([1, 2, 3].map(() => publishOnce(db, 'knowledge', 'hash-1', publish)));
  expect(ran.filter(Boolean)).toHaveLength(1);
  expect(published).toBe(1);
  expect(await publishOnce(db, 'knowledge', 'hash-2', publish)).toBe(true);
  expect(await releaseOf(db, 'knowledge')).toBe('hash-2');
  expect(await releaseOf(db, 'questions')).toBeUndefined();
});

test('what could not be published whole is published the next time', async () => {
  await expect(publishOnce(db, 'questions', 'hash-1', () => Promise.reject(new Error('half')))).rejects.toThrow('half');
  expect(await releaseOf(db, 'questions')).toBeUndefined();
  expect(await publishOnce(db, 'questions', 'hash-1', () => Promise.resolve())).toBe(true);
});

test('the hash tells of every file, its name and its content', () => {
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
    return hashOf(folder);
  };
  const hashes = [write('a.yaml', 'one'), write('below/b.yaml', 'one'), write('a.yaml', 'two')];
  rmSync(path.join(folder, 'a.yaml'));
  hashes.push(write('c.yaml', 'two'));
  expect(new Set(hashes).size).toBe(4);
  expect(hashOf(folder)).toBe(hashes.at(-1));
});
