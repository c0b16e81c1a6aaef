import { describe, expect, it } from 'vitest';
import { citationsOf, readLeftOut, uncovered } from '../../src/ask/coverage.ts';
import { entry, knowledge } from './fixture.ts';

/** Lines "ข้อ 1" … with an empty one after each second, so that line numbers and numbers of full lines differ. */
const text = (count: number, line = (at: number) => `ข้อ ${at}`): string[] =>
  Array.from({ length: count }, (_, index) => (index % 3 === 2 ? '' : line(index + 1)));

const stretches = (lines: string[], cited: number[], leftOut: number[] = []) =>
  uncovered({ document: 'paper', lines }, { cited: new Set(cited), leftOut: new Set(leftOut) }).map(({ from, to }) => [from, to]);

describe('uncovered', () => {
  it('is nothing where every line is near one that is cited', () => {
    expect(stretches(text(30), [1, 10, 19])).toEqual([]);
  });

  it('is what stands before the first cited line, unless it is left out', () => {
    expect(stretches(text(9), [4])).toEqual([[1, 2]]);
    expect(stretches(text(9), [4], [1, 2])).toEqual([]);
    expect(stretches(text(9), [5], [1])).toEqual([[2, 4]]);
  });

  it('is all that follows a cited line where more than twelve full lines belong to it', () => {
    expect(stretches(text(18), [1])).toEqual([]);
    expect(stretches(text(19), [1])).toEqual([[2, 19]]);
    expect(stretches(text(19), [1, 19])).toEqual([]);
  });

  it('is what follows a cited line where both together have more than 2,500 characters', () => {
    const long = (at: number) => `${at}`.padEnd(900, 'ก');
    expect(stretches(text(4, long), [1])).toEqual([[2, 4]]);
    expect(stretches(text(4, long), [1, 4])).toEqual([]);
    expect(stretches([''.padEnd(3000, 'ก')], [1])).toEqual([]);
  });

  it('begins to count again after lines left out', () => {
    expect(stretches(text(30), [1], [10, 11])).toEqual([]);
    expect(stretches(text(33), [1], [10, 11])).toEqual([[13, 32]]);
  });

  it('takes a line that is both cited and left out for cited', () => {
    expect(stretches(text(9), [4], [4, 5, 7, 8, 1, 2])).toEqual([]);
  });

  it('is the whole of a text that nobody cites', () => {
    expect(stretches(text(9), [])).toEqual([[1, 8]]);
  });

  it('shows how the stretch begins, in sixty characters', () => {
    const found = uncovered({ document: 'paper', lines: [`  ${'ก'.repeat(80)}`, 'ข'] }, { cited: new Set([2]), leftOut: new Set() });
    expect(found).toEqual([{ from: 1, to: 1, preview: 'ก'.repeat(60) }]);
  });
});

describe('readLeftOut', () => {
  const read = (...comments: string[]) => readLeftOut({ file: 'knowledge/paper.yaml', comments });

  it.each([
    ['# left-out: 12-20 table of contents', [{ from: 12, to: 20, reason: 'table of contents' }]],
    ['# left-out: 153 heading', [{ from: 153, to: 153, reason: 'heading' }]],
    [
      '# left-out: 104-105, 108–109 repeated heading',
      [
        { from: 104, to: 105, reason: 'repeated heading' },
        { from: 108, to: 109, reason: 'repeated heading' },
      ],
    ],
    ['#left out: 7 - 9 2560 edition', [{ from: 7, to: 9, reason: '2560 edition' }]],
  ])('reads %s', (comment, leftOut) => {
    expect(read(comment)).toEqual({ leftOut, broken: [] });
  });

  it('passes over other comments', () => {
    expect(read('# Lines 1-20 stand in another file.', '#')).toEqual({ leftOut: [], broken: [] });
  });

  it.each(['# left-out: the table', '# left-out: 12-20', '# left-out: 20-12 turned round', '# left-out: 0-3 before the first line'])(
    'names %s as unreadable',
    (comment) => {
      expect(read(comment)).toMatchObject({
        leftOut: [],
        broken: [{ at: 'knowledge/paper.yaml', rule: `unreadable comment "${comment}"` }],
      });
    },
  );
});

describe('citationsOf', () => {
  it('holds the lines of entries and those of the table of roles', () => {
    const [group] = knowledge.roles.groups;
    const told = group && { ...group, roles: { ...group.roles, early: { ...group.roles.early, line: 7 } } };
    const cited = entry({ id: 'cited', title: 'อ้าง', answer: 'อ้าง', sources: [{ document: 'paper-2560', clause: 'ข้อ 1', line: 3 }] });
    expect(citationsOf({ ...knowledge, roles: { ...knowledge.roles, groups: told ? [told] : [] }, entries: [cited] })).toEqual([
      { at: 'entry cited', document: 'paper-2560', line: 3 },
      { at: 'roles.yaml: management', document: 'paper-2560', line: 7 },
    ]);
  });
});
