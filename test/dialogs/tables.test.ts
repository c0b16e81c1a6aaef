/** Every guided conversation, step by step: its words exist, its buttons fit, its steps lead on. */
import { describe, expect, it } from 'vitest';
import { dialogs } from '../../dialogs/index.ts';
import type { StepTable } from '../../src/dialog/steps.ts';
import type { Context, Dialog, Draft, Language } from '../../src/dialog/types.ts';
import { graphemes } from '../../src/text/graphemes.ts';
import { translate, type Words } from '../../src/text/translate.ts';

type Table = StepTable<string>;

const hasTable = (dialog: Dialog<unknown>): dialog is Dialog<unknown> & { table: Table } => 'table' in dialog;
const tables = [...dialogs.values()].filter(hasTable).map((dialog) => dialog.table);

const contextIn = (language: Language): Context => ({
  now: new Date(0),
  random: () => 0,
  profile: { language, reminders: true },
  isNew: false,
  audience: 'person',
});

/** The words in a language; fails where a key or a {place} has nothing to say. */
function wordsIn(language: Language, words: Words): string {
  const text = translate(language, words);
  expect(text).toBeTypeOf('string');
  expect(text).not.toBe('');
  expect(text).not.toMatch(/\{\w+\}/);
  return text;
}

function checkDraft(draft: Draft, language: Language): void {
  wordsIn(language, draft.text);
  expect(draft.choices?.length ?? 0).toBeLessThanOrEqual(13);
  for (const { label } of draft.choices ?? []) expect(graphemes(wordsIn(language, label)).length).toBeLessThanOrEqual(20);
}

it('finds the guided conversations', () => {
  expect(tables.map((table) => table.name)).toContain('welcome');
});

describe.each(tables)('$name', (table) => {
  const steps = Object.entries(table.steps);

  it.each(['th', 'en'] as const)('asks each step in %s with buttons that fit', (language) => {
    for (const [, step] of steps) checkDraft(step.ask(contextIn(language)), language);
    for (const effect of table.done(contextIn(language))) if (effect.type === 'say') checkDraft(effect.message, language);
  });

  it('shows every choice as a button, and each can be skipped or understood', () => {
    for (const [, step] of steps) {
      const shown = step.ask(contextIn('th')).choices?.map(({ value }) => value);
      expect(shown).toEqual(step.choices?.map(({ value }) => value));
      for (const { value } of step.choices ?? []) {
        const understood = value === step.skip || step.taken(value, undefined, contextIn('th')) !== undefined;
        expect(understood, value).toBe(true);
      }
    }
  });

  it('has choices that no typed word names twice', () => {
    for (const [, step] of steps) {
      const words = (step.choices ?? []).flatMap((choice) => [...new Set([choice.value, ...(choice.words ?? [])])]);
      expect(words).toHaveLength(new Set(words).size);
    }
  });

  it('reaches every step from the first, and then the end', () => {
    const seen: string[] = [];
    for (let name = table.first; name !== 'done' && !seen.includes(name); name = table.steps[name]?.next ?? 'nowhere') {
      expect(Object.keys(table.steps)).toContain(name);
      seen.push(name);
    }
    expect(seen.toSorted()).toEqual(Object.keys(table.steps).toSorted());
    expect(table.steps[seen.at(-1) ?? '']?.next).toBe('done');
  });
});
