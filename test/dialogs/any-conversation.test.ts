/** Whatever people type and press, in any order, the conversation holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dialogs } from '../../dialogs/index.ts';
import { commandWords } from '../../src/dialog/recognize.ts';
import { buttonsOf, type Chat, type ChatOptions, chat } from '../chat.ts';

const words = [
  ...commandWords.map((list) => list.words[0] ?? ''),
  'ก',
  '2',
  'ข้าม',
  'ผอ.',
  'ลบ',
  'กพร.',
  'CIO ทำอะไร',
  'DCIO มีหน้าที่อะไร',
  'ลาพักร้อนได้กี่วัน',
  'ขอบคุณ',
  '',
  '\u0000',
];

type Doing = { text: string } | { button: number } | { sticker: true } | { days: number };
const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 4, arbitrary: fc.nat().map((button) => ({ button })) },
  { weight: 4, arbitrary: fc.constantFrom(...words).map((text) => ({ text })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => ({ text })) },
  { weight: 1, arbitrary: fc.constant({ sticker: true } as const) },
  { weight: 1, arbitrary: fc.nat({ max: 40 }).map((days) => ({ days })) },
);

/** Does one thing; a button is any that was ever shown. */
async function act(talk: Chat, shown: string[], what: Doing): Promise<void> {
  if ('days' in what) return talk.wait(what.days);
  const press = 'button' in what ? shown[what.button % Math.max(1, shown.length)] : undefined;
  const input =
    press !== undefined
      ? ({ type: 'press', data: press } as const)
      : 'text' in what
        ? ({ type: 'text', text: what.text } as const)
        : ({ type: 'unreadable', what: 'sticker' } as const);
  const said = await talk.send(input);
  expect(said.length).toBeGreaterThan(0);
  for (const message of said) {
    expect(message.text.trim()).not.toBe('');
    shown.push(...buttonsOf(message).flatMap((button) => ('press' in button ? [button.press] : [])));
  }
}

it.each<[string, ChatOptions]>([
  ['a person', { isNew: true }],
  ['a group', { isNew: true, audience: 'group' }],
])('every input of %s is answered, and little stays open', async (_who, options) => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { maxLength: 30 }), async (doings) => {
      const talk = chat(options);
      const shown: string[] = [];
      for (const what of doings) await act(talk, shown, what);
      expect(talk.stack.length).toBeLessThanOrEqual(dialogs.size + 1);
      if (options.audience === 'group') expect(talk.facts).toEqual([]);
      const begun = talk.facts.filter(({ kind }) => kind === 'attempt-begun').length;
      const ended = talk.facts.filter(({ kind }) => kind === 'attempt-ended').length;
      const erased = talk.facts.filter(({ kind }) => kind === 'erase').length;
      const open = talk.stack.filter((frame) => frame.dialog === 'quiz' && talk.world.open).length;
      expect(begun - ended - open).toBeLessThanOrEqual(erased);
      expect(ended).toBeLessThanOrEqual(begun);
    }),
    { numRuns: 60 },
  );
});
