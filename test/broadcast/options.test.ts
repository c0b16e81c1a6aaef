import { expect, test } from 'vitest';
import { readOptions } from '../../src/broadcast/options.ts';

const read = (line: string) => readOptions(line.split(' ').filter(Boolean));

test('a message and its audience are sent', () => {
  expect(readOptions(['--message', 'a.txt', '--audience', 'group=management channel=line', '--yes'])).toEqual({
    ok: true,
    language: 'th',
    task: { type: 'send', file: 'a.txt', audience: 'group=management channel=line', dryRun: false, yes: true },
  });
});

test('one can be continued or stopped with its id or without', () => {
  expect(read('--continue')).toMatchObject({ task: { type: 'continue' } });
  expect(read('--continue 01a1')).toMatchObject({ task: { type: 'continue', id: '01a1' } });
  expect(read('--stop 01a1 --language en')).toMatchObject({ language: 'en', task: { type: 'stop', id: '01a1' } });
  expect(read('--list')).toMatchObject({ task: { type: 'list' } });
});

test.each([
  ['', 'broadcast.usage'],
  ['--message a.txt', 'broadcast.audience-missing'],
  ['--continue --stop', 'broadcast.one-thing'],
  ['--message a.txt --list', 'broadcast.one-thing'],
])('"%s" is told how it is done', (line, reason) => {
  expect(read(line)).toMatchObject({ ok: false, reason });
});

test.each(['--nonsense', '--continue a b', '--list a', '--message a.txt --audience x stray'])('"%s" is refused', (line) => {
  expect(read(line)).toMatchObject({ ok: false, reason: { key: 'broadcast.wrong-option' } });
});
