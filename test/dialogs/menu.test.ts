import { describe, expect, it } from 'vitest';
import { dialogs } from '../../dialogs/index.ts';
import { begin } from '../../src/dialog/advance.ts';
import { toMessage } from '../../src/dialog/draft.ts';
import type { Context } from '../../src/dialog/types.ts';
import { chat } from '../chat.ts';

const context = (audience: Context['audience']): Context => ({
  now: new Date(0),
  random: () => 0.1,
  profile: { language: 'th', reminders: true },
  isNew: false,
  audience,
});
const openings = ['unreadable', 'stale', 'renewed', 'back', 'left', 'private', 'reminders'];

function open(opening: string, audience: Context['audience']) {
  const { stack, effects } = begin(dialogs, [], 'menu', { opening }, context(audience));
  return { stack, said: effects.flatMap((effect) => (effect.type === 'say' ? [toMessage(effect.message, 'th', effect.from)] : [])) };
}

describe('the menu', () => {
  it.each(openings)('has a line of its own for "%s", with a way on', (opening) => {
    const { stack, said } = open(opening, 'person');
    expect(stack).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]?.choices?.length).toBeGreaterThan(0);
    expect(openings.filter((other) => open(other, 'person').said[0]?.text === said[0]?.text)).toEqual([opening]);
  });

  it.each(openings)('offers nothing personal in a group after "%s"', (opening) => {
    const presses = open(opening, 'group').said.flatMap(({ choices = [] }) =>
      choices.map((choice) => ('press' in choice ? choice.press : '')),
    );
    expect(presses.filter((press) => !/^c\|(ask|help|menu|more)\|/.test(press))).toEqual([]);
  });

  it('offers to go on only where something stands open', async () => {
    const talk = chat();
    await talk.type('เมนู');
    expect(talk.labels).not.toContain('ทำแบบทดสอบต่อ');
    await talk.type('ควิซ');
    await talk.press('ตารางคำนวณ');
    await talk.type('เมนู');
    expect(talk.labels).toContain('ทำแบบทดสอบต่อ');
  });

  it('lets the person go on answering after a look at the menu', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('ตารางคำนวณ');
    await talk.type('เมนู');
    await talk.type('ก');
    expect(talk.facts).toContainEqual(expect.objectContaining({ kind: 'response', correct: true }));
  });

  it('asks its examples in Thai, whatever the language', async () => {
    const talk = chat({ profile: { language: 'en' } });
    await talk.type('help');
    const [said] = await talk.press('What is 70:20:10?');
    expect(said?.card?.title).toBe('70:20:10 คืออะไร');
  });
});
