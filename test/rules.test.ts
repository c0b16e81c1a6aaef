/** How the house stands: who may know whom. Each rule names its exceptions, with a reason. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const files = globSync('{src,dialogs}/**/*.{ts,tsx}')
  .filter((file) => !file.startsWith('src/db/generated/'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** What a file imports: paths from the root of the project, or names of packages. */
const importsOf = ({ file, text }: (typeof files)[number]): string[] =>
  [...text.matchAll(/\b(?:from|import\(?)\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? path.join(path.dirname(file), name) : name,
  );

/** What a command line begins is a process of its own and puts its parts together, as app.ts does. */
const BEGINNINGS = /\/cli\.ts$/;

/** "file: what" for each file of `where` that imports something it must not know. */
const acquaintances = (where: RegExp, forbidden: RegExp): string[] =>
  files
    .filter(({ file }) => where.test(file) && !BEGINNINGS.test(file))
    .flatMap((one) =>
      importsOf(one)
        .filter((name) => forbidden.test(name))
        .map((name) => `${one.file}: ${name}`),
    );

/** "file: what" for each place outside of `where` that holds something it must not. */
const places = (pattern: RegExp, where: RegExp, without: (text: string) => string = (text) => text): string[] =>
  files
    .filter(({ file }) => !where.test(file))
    .flatMap(({ file, text }) => [...without(text).matchAll(pattern)].map(([found]) => `${file}: ${found}`));

const FEATURES = ['ask', 'quiz', 'nudge', 'broadcast', 'people'];
const STORES = /^src\/(db\/|(\w+\/)+([\w-]+-)?store\.ts$)/;

describe('who knows whom', () => {
  test.each(FEATURES)('the feature %s knows no other but people, nor bot, web and jobs', (feature) => {
    const others = FEATURES.filter((name) => name !== feature && name !== 'people').join('|');
    expect(acquaintances(new RegExp(`^src/${feature}/`), new RegExp(`^src/(${others}|bot|web|jobs|app\\.ts)(/|$)`))).toEqual([]);
  });

  test('dialogs, kernel, text and lib know no channel, no database and no web', () => {
    const forbidden = /^(src\/(channels|db|web|bot|outbox|jobs|ask|quiz|nudge|broadcast|config)\b|@prisma|pg$|hono|@line|botbuilder)/;
    expect(acquaintances(/^(dialogs|src\/(dialog|text|lib))\//, forbidden)).toEqual([]);
    expect(acquaintances(/^(dialogs|src\/(dialog|text|lib))\//, /^src\/people\/(?!person\.ts)/)).toEqual([]);
  });

  test('a channel knows no feature, no other channel and no database', () => {
    expect(acquaintances(/^src\/channels\//, /^(src\/(ask|quiz|nudge|broadcast|people|bot|web|outbox|jobs|db)\/|@prisma|pg$)/)).toEqual([]);
    for (const name of ['line', 'teams', 'web']) {
      expect(acquaintances(new RegExp(`^src/channels/${name}/`), new RegExp(`^src/channels/(?!${name}/)\\w+/`))).toEqual([]);
    }
  });

  test('only stores know Prisma; others hand a database on, by its type', () => {
    const direct = acquaintances(/./, /^(@prisma\/|src\/db\/generated\/)/).filter((found) => !found.startsWith('src/db/'));
    expect(direct).toEqual([]);
    expect(places(/\$(queryRaw|executeRaw|transaction)\w*|\bPrisma\.\w+/g, STORES)).toEqual([]);
  });

  test('botbuilder is known in one folder', () => {
    expect(acquaintances(/^(?!src\/channels\/teams\/)/, /^botbuilder/)).toEqual([]);
  });
});

describe('what stands in one place', () => {
  test('the environment: config.ts reads it, and is handed it where a process begins', () => {
    expect(places(/process\.env\b.*/g, /^src\/config\.ts$/, (text) => text.replaceAll('readConfig(process.env)', ''))).toEqual([]);
  });

  test('the time', () => {
    expect(places(/new Date\(\)|Date\.now\(|performance\.now\(|DateTime\.(now|local|utc)\(/g, /^src\/lib\/clock\.ts$/)).toEqual([]);
  });

  test('requests to others', () => {
    expect(places(/(?<![.\w])fetch\(/g, /^$/)).toEqual([]);
    expect(acquaintances(/^(?!src\/lib\/http\.ts$)/, /^(undici|node:https)$/)).toEqual([]);
  });

  test('Thai words', () => {
    // The command line takes a typed "yes" in either language.
    expect(places(/[\u0e00-\u0e7f]+/g, /^src\/(text\/|broadcast\/cli\.ts)/)).toEqual([]);
  });
});

/** Longer than 250 lines, and why. */
const LONG: Record<string, string> = {};

test('files are short', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file);
  expect(long).toEqual(Object.keys(LONG));
});
