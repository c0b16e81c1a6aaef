import { describe, expect, it } from 'vitest';
import { advance, begin, type Dialogs, givesWay, isReadable, prompt } from '../../src/dialog/advance.ts';
import { matchChoice, steps } from '../../src/dialog/steps.ts';
import type { Context, Dialog, DialogInput, Frame } from '../../src/dialog/types.ts';

const context: Context = {
  now: new Date(0),
  random: () => 0.5,
  profile: { language: 'th', reminders: true },
  isNew: false,
  audience: 'person',
};
const yesOrNo = [
  { value: 'yes', label: { plain: 'ใช่' }, words: ['ใช่', 'ok'] },
  { value: 'no', label: { plain: 'ไม่' } },
] as const;

const survey = steps<'first' | 'second'>({
  name: 'survey',
  version: 1,
  first: 'first',
  steps: {
    first: {
      ask: () => ({ text: { plain: 'one?' } }),
      choices: yesOrNo,
      skip: 'no',
      taken: (answer) => (answer === 'yes' ? { record: [{ kind: 'erase' }] } : undefined),
      next: 'second',
    },
    second: {
      ask: () => ({ text: { plain: 'two?' } }),
      look: (text) => (text.endsWith('?') ? undefined : { what: 'agency', name: text }),
      taken: (_answer, found) => (found?.what === 'agency' ? { say: { text: { plain: found.name } } } : undefined),
      next: 'done',
    },
  },
  done: () => [{ type: 'say', message: { text: { plain: 'thanks' } } }],
});
const dialogs: Dialogs = new Map([['survey', survey as Dialog<unknown>]]);

const open = (args: Record<string, string> = {}): Frame[] => begin(dialogs, [], 'survey', args, context).stack;
const say = (stack: Frame[], input: DialogInput) => advance(dialogs, stack, input, context);
const texts = (effects: { type: string; message?: { text: unknown } }[]): unknown[] =>
  effects.flatMap(({ message }) => (message ? [message.text] : []));

describe('a table of steps', () => {
  it('takes a value, a number or a word, records, and asks the next step', () => {
    for (const text of ['yes', '1', '๑', 'OK ครับ', 'ใช่ค่ะ']) {
      const { stack, effects } = say(open(), { type: 'text', text });
      expect(stack[0]?.state).toEqual({ step: 'second' });
      expect(effects.map(({ type }) => type)).toEqual(['record', 'say']);
    }
  });

  it('records nothing where a step is skipped', () => {
    const { stack, effects } = say(open(), { type: 'press', step: 'first', value: 'no' });
    expect(stack[0]?.state).toEqual({ step: 'second' });
    expect(effects.map(({ type }) => type)).toEqual(['say']);
  });

  it('looks up what a step wants to know, then ends with what it found', () => {
    const second = say(open(), { type: 'text', text: 'yes' }).stack;
    const asked = say(second, { type: 'text', text: 'กรม' });
    expect(asked.query).toEqual({ what: 'agency', name: 'กรม' });
    const ended = say(asked.stack, { type: 'found', found: { what: 'agency', name: 'กรมหนึ่ง', known: true } });
    expect(ended.stack).toEqual([]);
    expect(texts(ended.effects)).toEqual([{ plain: 'กรมหนึ่ง' }, { plain: 'thanks' }]);
  });

  it('is asked once more after a text for others, then gives way', () => {
    const first = open();
    expect(givesWay(dialogs, first[0] as Frame)).toBe(false);
    const stray = say(first, { type: 'text', text: 'อะไรหรือ?' });
    expect(stray.passed).toBe(true);
    expect(givesWay(dialogs, stray.stack[0] as Frame)).toBe(true);
    expect(texts(prompt(dialogs, stray.stack, context))).toEqual([{ plain: 'one?' }]);
    const onward = say(stray.stack, { type: 'text', text: 'yes' });
    expect(givesWay(dialogs, onward.stack[0] as Frame)).toBe(false);
  });

  it('opened at one step ends after it, and always says something', () => {
    const quiet = say(open({ step: 'first' }), { type: 'text', text: 'yes' });
    expect(quiet.stack).toEqual([]);
    expect(texts(quiet.effects)).toEqual([{ plain: 'thanks' }]);
    const spoken = say(open({ step: 'second' }), { type: 'found', found: { what: 'agency', name: 'กรมหนึ่ง', known: true } });
    expect(texts(spoken.effects)).toEqual([{ plain: 'กรมหนึ่ง' }]);
  });

  it('starts at the beginning when opened at a step it does not have', () => {
    expect(open({ step: 'constructor' })[0]?.state).toEqual({ step: 'first' });
  });

  it('cannot read the state of another version', () => {
    const [frame] = open();
    expect(frame && isReadable(dialogs, frame)).toBe(true);
    expect(frame && isReadable(dialogs, { ...frame, version: 2 })).toBe(false);
  });
});

describe('matchChoice', () => {
  it('takes whole texts only', () => {
    expect(matchChoice(yesOrNo, 'ใช่')).toBe('yes');
    expect(matchChoice(yesOrNo, 'ใช่ไหม')).toBeUndefined();
    expect(matchChoice(yesOrNo, '3')).toBeUndefined();
    expect(matchChoice(yesOrNo, '')).toBeUndefined();
  });
});
